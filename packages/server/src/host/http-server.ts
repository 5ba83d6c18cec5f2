import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { ApiError, UnavailableError } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { ConnectionLimiter, type RefusalReason } from '../listener/connection-limiter.ts';
import {
  type ConnectionLimits,
  connectionLimits,
  openFilesLimit,
} from '../listener/connection-limits.ts';
import { HandshakeDeadlines } from '../listener/handshake-deadlines.ts';
import { readCertificate } from '../listener/read-certificate.ts';
import { RequestLanes } from '../listener/request-lanes.ts';
import { beforeClosing, dropRestOfBody } from '../listener/rest-of-body.ts';
import { LARGEST_BUFFERED_BYTES, SlowReaders } from '../listener/slow-readers.ts';
import { nameAddress } from '../listener/unusable-address.ts';
import { hasBody } from './request-body.ts';
import { findRoute, type Routes, sendJson } from './route-table.ts';

export interface HttpServerOptions {
  readonly configuration: Pick<Configuration, 'host' | 'port' | 'tls' | 'trustProxy'>;
  /** What the names of its settings begin with. Default: nothing. */
  readonly settings?: 'OPS_' | undefined;
  readonly onError: (error: unknown) => void;
  /** Called with each connection that was refused or cut off. */
  readonly onRefused?: ((reason: RefusalReason) => void) | undefined;
  /** Default: as many as the process's open files allow. */
  readonly limits?: ConnectionLimits | undefined;
  /** Response bytes that may wait for clients to read them. Default 64 MiB. */
  readonly largestBufferedBytes?: number | undefined;
  /** Time limit for the whole TLS handshake. Default 10 s. */
  readonly handshakeTimeoutMs?: number | undefined;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Time limit for receiving the headers, and also for the whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const TLS_HANDSHAKE_TIMEOUT_MS = 10_000;
/** Then the connection is closed, so that one client does not keep it for ever and load is spread again. */
const MOST_REQUESTS_PER_CONNECTION = 10_000;
/** Idle timeout of a connection, longer than the longest long poll. */
const IDLE_SOCKET_MS = 90_000;
const KEEP_ALIVE_MS = 65_000;
const LARGEST_HEADERS_BYTES = 16_384;
/** Requests sent before the client could notice the shutdown arrive within this time. */
const GRACE_SECONDS = 0.25;

/** The listener: sockets, TLS, timeouts, and a shutdown that completes accepted requests. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpServerOptions;
  readonly #lanes = new RequestLanes();
  readonly #slowReaders: SlowReaders;
  #handler: RequestHandler = refuseUntilReady;
  #underWay = 0;
  #whenIdle: (() => void) | undefined;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#server = createServer(options, (request, response) => this.#receive(request, response));
    this.#server.headersTimeout = HEADERS_TIMEOUT_MS;
    this.#server.requestTimeout = REQUEST_TIMEOUT_MS;
    this.#server.timeout = IDLE_SOCKET_MS;
    this.#server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.#server.maxRequestsPerSocket = MOST_REQUESTS_PER_CONNECTION;
    this.#server.on('clientError', refuseMalformed);
    const { limits, largestBufferedBytes = LARGEST_BUFFERED_BYTES, configuration } = options;
    const limiter = new ConnectionLimiter(
      limits ?? connectionLimits(openFilesLimit(), configuration.trustProxy),
      (reason) => this.#refused(reason),
    );
    limiter.watch(this.#server);
    this.#slowReaders = new SlowReaders(limiter.sockets, largestBufferedBytes, () =>
      this.#refused('slow_reader'),
    );
  }

  /** Starts listening and returns the port. Responds with 503 until `handle` is called. */
  listen(): Promise<number> {
    const { configuration, settings = '' } = this.#options;
    const { host, port } = configuration;
    return new Promise((resolve, reject) => {
      const refuse = (error: Error) => reject(nameAddress({ host, port, settings }, error));
      this.#server.once('error', refuse);
      this.#server.listen(port, host, 1_024, () => {
        this.#server.off('error', refuse);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  handle(handler: RequestHandler): void {
    this.#handler = handler;
  }

  /**
   * Stops accepting requests. Resolves when every accepted request has its response; when `limitSeconds` are over, those
   * that have none are cut off.
   */
  async close(limitSeconds: number): Promise<void> {
    if (!this.#server.listening) return;
    // `net.Server`'s close: the HTTP server's would cut connections whose request is still in flight.
    const closed = new Promise<void>((resolve) => {
      NetServer.prototype.close.call(this.#server, () => resolve());
    });
    await pauseFor(GRACE_SECONDS);
    const tooLong = new AbortController();
    await Promise.race([this.#idle(), pauseFor(limitSeconds, tooLong.signal)]);
    tooLong.abort();
    this.#server.closeAllConnections();
    await closed;
  }

  #idle(): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
    });
  }

  #refused(reason: RefusalReason): void {
    this.#options.onRefused?.(reason);
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    if (socket.destroyed) return;
    this.#slowReaders.check();
    if (this.#lanes.enter(socket, response, () => this.#begin(request, response))) return;
    this.#refused('pipelining');
    socket.destroy();
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    this.#underWay += 1;
    response.on('close', () => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#whenIdle?.();
    });
    if (hasBody(request)) dropRestOfBody(request, response);
    if (hasSecondHost(request)) {
      response.setHeader('Connection', 'close');
      sendJson(response, 400, hostError('validation_error', 'The request has two Host headers'));
      return;
    }
    this.#handler(request, response).catch(async (error: unknown) => {
      // What a client did wrong is no failure of the server.
      if (!(error instanceof ApiError)) this.#options.onError(error);
      await beforeClosing(request, response);
      sendFailure(response, error);
    });
  }
}

/** Routes requests to the host's own handlers or to the API. */
export function createHandler(routes: Routes, api: RequestHandler): RequestHandler {
  return async (request, response) => {
    const { url = '/' } = request;
    const query = url.indexOf('?');
    const route = findRoute(routes, query === -1 ? url : url.slice(0, query));
    if (route === undefined) return api(request, response);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const handler = route[method as 'GET' | 'POST'];
    if (handler !== undefined) {
      return handler(request, response, new URL(request.url ?? '/', 'http://host'));
    }
    response.setHeader('Allow', Object.keys(route).join(', '));
    sendJson(
      response,
      405,
      hostError('method_not_allowed', `${request.method} is not allowed here`),
    );
  };
}

function createServer(
  { configuration: { tls }, handshakeTimeoutMs = TLS_HANDSHAKE_TIMEOUT_MS }: HttpServerOptions,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  const options = { maxHeaderSize: LARGEST_HEADERS_BYTES, connectionsCheckingInterval: 1_000 };
  if (tls === undefined) return createHttpServer(options, listener);
  const server = createHttpsServer(
    {
      ...options,
      minVersion: 'TLSv1.3',
      ...readCertificate(tls),
    },
    listener,
  );
  new HandshakeDeadlines(handshakeTimeoutMs).watch(server);
  return server;
}

/** Responds with a 503 to every request, until there is something that can serve it. */
export async function refuseUntilReady(
  _request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  sendUnavailable(response, 'The server is starting; try again');
}

/** Responds to a request whose handler threw, as the engine would. A response that has begun is cut off. */
function sendFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else if (error instanceof ApiError) {
    sendJson(response, error.status, hostError(error.type, error.message));
  } else if (error instanceof UnavailableError) {
    sendUnavailable(response, 'The service is overloaded; try again in a moment');
  } else sendJson(response, 500, hostError('internal_error', 'Something went wrong on our side'));
}

function sendUnavailable(response: ServerResponse, message: string): void {
  response.setHeader('Retry-After', '1');
  sendJson(response, 503, hostError('service_unavailable', message));
}

/** Responds with an API error to what Node cannot parse as a request, which never reaches the engine. */
function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const [status, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'The request headers are too large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'The request took too long to arrive']
        : ['400 Bad Request', 'This is not a well-formed HTTP request'];
  const body = JSON.stringify(hostError('validation_error', message));
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Node keeps the first of repeated headers (RFC 9112 §3.2 requires a 400). */
function hasSecondHost({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}

function hostError(type: string, message: string) {
  return { error: { type, message, request_id: null } };
}

function pauseFor(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1_000);
    signal?.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
