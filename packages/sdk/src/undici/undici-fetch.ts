import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { FetchInit, FetchLike, FetchResponse } from '../index.ts';
import { checkConnections, checkSender } from '../node/check-connections.ts';
import { usesEnvironmentProxy } from '../node/environment-proxy.ts';
import { LightAbortController } from '../node/light-abort-controller.ts';
import { redirectTarget } from '../node/redirects.ts';
import { requestTarget } from '../node/request-target.ts';
import { interceptorOf } from './outgoing-request.ts';
import { UndiciResponse } from './undici-response.ts';

/** undici's options for an `Agent`, which manages the connections. */
export interface UndiciFetchOptions extends Omit<Agent.Options, 'connections'> {
  /** The maximum number of connections to one host. @default 64 */
  readonly connections?: number | undefined;
  /**
   * A dispatcher of your own in place of all other options: a `ProxyAgent`, a `MockAgent`, or
   * `getGlobalDispatcher()`, which is not used by itself. It is yours to close.
   */
  readonly dispatcher?: Dispatcher | undefined;
}

/** A transport for `new FirstHandClient({ fetch })`. */
export interface UndiciFetch extends FetchLike {
  /** Waits for the requests in progress, then closes all connections. */
  close(): Promise<void>;
}

/**
 * Returns a `fetch` for busy Node services that uses undici's connection pools directly, for less
 * than half the CPU of the built-in one. Share one between all clients of a process.
 *
 * It decodes bodies, normalises URLs, follows redirects of downloads and honours `NODE_USE_ENV_PROXY`
 * with `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, as the built-in `fetch` does. Unlike it, it does not
 * ask for encoded bodies, and its responses have what the client reads rather than all of a `Response`.
 *
 * @throws FirstHandConfigurationError for an invalid `connections` or `dispatcher`
 * @example
 * const client = new FirstHandClient({ fetch: undiciFetch({ connections: 32 }) });
 */
export function undiciFetch(options: UndiciFetchOptions = {}): UndiciFetch {
  const { connections = 64, dispatcher, ...others } = options;
  if (dispatcher) checkSender('dispatcher', dispatcher, 'dispatch');
  // The client has its own timeouts; those of undici would cost a second set of timers.
  const settings = {
    headersTimeout: 0,
    bodyTimeout: 0,
    ...others,
    connections: checkConnections(connections),
  };
  const own = dispatcher
    ? undefined
    : usesEnvironmentProxy()
      ? new EnvHttpProxyAgent(settings)
      : new Agent(settings);
  const agent = dispatcher ?? (own as Dispatcher);
  const send = (url: string, init: FetchInit): Promise<FetchResponse> =>
    interceptorOf(url)?.(url, init) ?? request(agent, url, init);
  const close = async (): Promise<void> => own?.close();
  return Object.assign(send, { Controller: LightAbortController, close });
}

async function request(
  agent: Dispatcher,
  url: string,
  init: FetchInit,
  followed = 0,
): Promise<FetchResponse> {
  const { origin, path } = requestTarget(url);
  const { statusCode, headers, body } = await agent.request({
    origin,
    path,
    method: init.method as Dispatcher.HttpMethod,
    headers: init.headers,
    body: init.body ?? null,
    signal: init.signal,
  });
  if (statusCode >= 300 && statusCode < 400) {
    // Reads the body to its end, so that the connection can be used again.
    const target = redirectTarget(url, init, statusCode, headers.location, followed);
    if (target) {
      await body.dump();
      return request(agent, target, init, followed + 1);
    }
  }
  return new UndiciResponse(statusCode, headers, body);
}
