import http from 'node:http';
import https from 'node:https';
import type { FetchInit, FetchLike, FetchResponse } from '../index.ts';
import { checkConnections, checkSender } from '../node/check-connections.ts';
import { usesEnvironmentProxy } from '../node/environment-proxy.ts';
import { LightAbortController } from '../node/light-abort-controller.ts';
import { redirectTarget } from '../node/redirects.ts';
import { requestTarget } from '../node/request-target.ts';
import { NodeHttpResponse } from './node-http-response.ts';

/** Options of `nodeHttpFetch`. Those of TLS are Node's, and apply to `https` addresses. */
export interface NodeHttpFetchOptions {
  /** The maximum number of connections to one host. @default 64 */
  readonly connections?: number | undefined;
  /** Certificates of authorities to trust in place of the usual ones. */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
  /** The client's certificate, where a gateway asks for one. */
  readonly cert?: string | Uint8Array | undefined;
  /** The private key of `cert`. */
  readonly key?: string | Uint8Array | undefined;
  /** The passphrase of `key`. */
  readonly passphrase?: string | undefined;
  /** The address of this machine to connect from. */
  readonly localAddress?: string | undefined;
  /**
   * An `http.Agent` or `https.Agent` of your own in place of all other options, such as one that connects through a
   * proxy. It is yours to destroy.
   */
  readonly agent?: object | undefined;
}

/** A transport for `new FirstHandClient({ fetch })`. */
export interface NodeHttpFetch extends FetchLike {
  /** Closes all connections. Requests in progress fail. */
  close(): void;
}

/**
 * Returns a `fetch` for busy Node services that uses `node:http` and `node:https` directly, for less than half the CPU
 * of the built-in one and without a dependency. Share one between all clients of a process.
 *
 * It decodes bodies, normalises URLs, follows redirects of downloads and honours `NODE_USE_ENV_PROXY`
 * with `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, as the built-in `fetch` does. Unlike it, it does not
 * ask for encoded bodies, and its responses have what the client reads rather than all of a `Response`.
 *
 * @throws FirstHandConfigurationError for an invalid `connections` or `agent`
 * @throws Error when Node would send `fetch` through a proxy, but cannot do so for `node:http` (Node 24.0 to 24.4)
 * @example
 * const client = new FirstHandClient({ fetch: nodeHttpFetch({ connections: 32 }) });
 */
export function nodeHttpFetch(options: NodeHttpFetchOptions = {}): NodeHttpFetch {
  const { agents, close } = openAgents(options);
  const plain: Connector = { protocol: http, agent: agents.http };
  let secure: Connector | undefined;
  const connectorOf = (origin: string): Connector => {
    if (origin[4] !== 's') return plain;
    secure ??= { protocol: https, agent: agents.https };
    return secure;
  };
  const send = async (url: string, init: FetchInit, followed = 0): Promise<FetchResponse> => {
    const { origin, path } = requestTarget(url);
    const message = await exchange(connectorOf(origin), origin, path, init);
    const { statusCode = 0, headers } = message;
    if (statusCode >= 300 && statusCode < 400) {
      const target = redirectTarget(url, init, statusCode, headers.location, followed);
      if (target) {
        // Reads the body to its end, so that the connection can be used again.
        message.resume();
        return send(target, init, followed + 1);
      }
    }
    return new NodeHttpResponse(message);
  };
  return Object.assign((url: string, init: FetchInit) => send(url, init), {
    Controller: LightAbortController,
    close,
  });
}

interface Agents {
  readonly agents: { readonly http: http.Agent; readonly https: http.Agent };
  close(): void;
}

function openAgents({ agent, connections = 64, ...tls }: NodeHttpFetchOptions): Agents {
  if (agent) {
    checkSender('agent', agent, 'addRequest');
    const given = agent as http.Agent;
    return { agents: { http: given, https: given }, close() {} };
  }
  const settings = {
    ...(tls as https.AgentOptions),
    ...proxySettings(),
    keepAlive: true,
    maxSockets: checkConnections(connections),
  };
  const plain = new http.Agent(settings);
  let secure: https.Agent | undefined;
  return {
    agents: {
      http: plain,
      // Not before it is needed: a bundle may load TLS then.
      get https() {
        secure ??= new https.Agent(settings);
        return secure;
      },
    },
    close() {
      plain.destroy();
      secure?.destroy();
    },
  };
}

interface Connector {
  /** Node's module rather than its `request`, which libraries that mock or trace requests replace at any time. */
  readonly protocol: Pick<typeof http, 'request'>;
  readonly agent: http.Agent;
}

/** Sends a request, and resolves with its response as soon as the headers have arrived. */
function exchange(
  connector: Connector,
  origin: string,
  path: string,
  init: FetchInit,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { body, signal } = init;
    if (signal.aborted) throw signal.reason;
    const { protocol, hostname, port } = addressOf(origin);
    const request = connector.protocol.request({
      agent: connector.agent,
      protocol,
      hostname,
      port,
      path,
      method: init.method,
      // Node would send the body of a DELETE in chunks.
      headers: body === undefined ? init.headers : withLength(init.headers, body),
      joinDuplicateHeaders: true,
    });
    request.on('error', reject);
    request.on('response', resolve);
    // Neither a response nor an error: the server switches to a protocol that nobody asked for.
    request.on('close', () => reject(new Error('The connection closed without a response')));
    signal.addEventListener('abort', () => request.destroy());
    request.end(body);
  });
}

function withLength(headers: Record<string, string>, body: string): Record<string, string> {
  return { ...headers, 'content-length': `${Buffer.byteLength(body)}` };
}

interface Address {
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}

let lastAddress: Address | undefined;

/** Parses an origin. Most requests of a process go to one, so the last one is kept. */
function addressOf(origin: string): Address {
  if (lastAddress?.origin === origin) return lastAddress;
  const { protocol, hostname, port } = new URL(origin);
  lastAddress = { origin, protocol, port, hostname: hostname.replace(/^\[|\]$/g, '') };
  return lastAddress;
}

/** The setting that makes an `Agent` use the proxy of the environment, where `fetch` does. */
function proxySettings(): object {
  if (!usesEnvironmentProxy()) return {};
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major === 24 && minor < 5) {
    throw new Error(
      `node:http of Node ${process.version} cannot use a proxy: update to Node 24.5, use '@firsthandapi/sdk/undici', or leave 'fetch' out`,
    );
  }
  return { proxyEnv: process.env };
}
