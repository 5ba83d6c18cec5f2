import { type EngineRequest, IncompleteBodyError } from '@firsthandapi/engine';
import type { Exchange } from './exchange.ts';

/** A request whose body may fail while the service reads it. */
export interface WatchedBody {
  readonly request: EngineRequest;
  /**
   * Passes an exchange on. Throws as `fetch` does when the caller's stream has failed: nobody receives the response.
   * Undefined for a body that cannot fail.
   */
  readonly unlessBroken: ((exchange: Exchange) => Exchange) | undefined;
}

export function watchBody(request: EngineRequest): WatchedBody {
  const { body } = request;
  if (typeof body !== 'function') return { request, unlessBroken: undefined };
  let broken: IncompleteBodyError | undefined;
  const read = async (maxBytes: number) => {
    try {
      return await body(maxBytes);
    } catch (error) {
      if (error instanceof IncompleteBodyError) broken = error;
      throw error;
    }
  };
  return {
    request: { ...request, body: read },
    unlessBroken(exchange) {
      if (broken !== undefined) throw new TypeError('fetch failed', { cause: broken.cause });
      return exchange;
    },
  };
}
