import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  ContentError,
  type Engine,
  type EngineRequest,
  type EngineResponse,
  headerReader,
  type Store,
  type TimeLimit,
  UnavailableError,
} from '@firsthandapi/engine';
import { beforeClosing } from '../listener/rest-of-body.ts';
import { hasBody, readText } from './request-body.ts';
import { RequestTime } from './request-time.ts';

/** Translates Node's requests for the engine, and the engine's responses for Node. */
export interface ExchangeOptions {
  readonly engine: Engine;
  /** The public URL that download links start with, as configured in the engine. */
  readonly filesUrl: string;
  readonly trustProxy: boolean;
  /** Returns the store as a request sees it whose time is over when the limit is. */
  readonly storeWithin?: (limit: TimeLimit) => Store | undefined;
  /** How long a request may take (contract §2). */
  readonly answerWithinMs: number;
  /** Aborts when the server shuts down, so that long polls end. */
  readonly closing: AbortSignal;
  /** Called when the content of a response that has begun cannot be read to its end. */
  readonly onContentError: (error: ContentError | UnavailableError) => void;
}

const FILES_PATH = '/files/';

export async function exchange(
  options: ExchangeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const time = new RequestTime(options.answerWithinMs);
  const store = options.storeWithin?.(time);
  const engineResponse = await options.engine.handle(
    engineRequest(options, request, response, time),
    store,
  );
  time.suspend();
  if (!request.complete) await beforeClosing(request, response);
  if (options.closing.aborted) response.setHeader('Connection', 'close');
  await sendResponse(response, engineResponse, options);
}

function engineRequest(
  { filesUrl, trustProxy, closing }: ExchangeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  time: RequestTime,
): EngineRequest {
  const url = request.url ?? '/';
  return {
    method: request.method ?? 'GET',
    url: url.startsWith(FILES_PATH) ? filesUrl + url.slice(FILES_PATH.length - 1) : url,
    headers: headerReader(request.headers),
    // A client that sends slowly has a limit of its own.
    body: hasBody(request)
      ? (maxBytes) => time.suspendFor(() => readText(request, maxBytes))
      : null,
    content: () => arriving(request, time),
    deadline: time,
    // Only a long poll lasts long enough for a disconnect to matter.
    signal: request.headers.prefer === undefined ? undefined : goneSignal(response, closing),
    ip: clientAddress(request, trustProxy),
  };
}

/** The body as it arrives. The time that the client takes to send it does not count. */
async function* arriving(request: IncomingMessage, time: RequestTime): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = request[Symbol.asyncIterator]();
  for (;;) {
    const next = await time.suspendFor(() => chunks.next());
    if (next.done === true) return;
    yield next.value;
  }
}

/** Aborts when the client disconnects or the server shuts down. */
export function goneSignal(response: ServerResponse, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return AbortSignal.any([gone.signal, closing]);
}

/** Returns the address that the request comes from. */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string | undefined {
  if (!trustProxy) return request.socket.remoteAddress;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '');
  const last = forwarded.slice(forwarded.lastIndexOf(',') + 1).trim();
  return isIP(last) === 0 ? request.socket.remoteAddress : last;
}

/** Sends a response of the engine's form. */
export async function sendResponse(
  response: ServerResponse,
  engineResponse: EngineResponse,
  { onContentError }: Pick<ExchangeOptions, 'onContentError'>,
): Promise<void> {
  const { status, headers, body } = engineResponse;
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) {
    // Passed with the other headers: setting one beforehand puts Node on a slower path for all of them.
    const all: OutgoingHttpHeaders = { ...headers };
    if (body !== null) all['Content-Length'] = Buffer.byteLength(body);
    response.writeHead(status, all);
    response.end(body ?? undefined);
    return;
  }
  response.writeHead(status, headers);
  const content = Readable.fromWeb(body as never);
  try {
    await pipeline(content, response);
  } catch (error) {
    if (error instanceof ContentError || error instanceof UnavailableError) onContentError(error);
    // The client disconnected or the content cannot be read: either way the response stays incomplete.
    response.destroy();
    // When the client was gone before the response began, the pipeline has not begun either, and has closed nothing.
    content.destroy();
  }
}
