import { operations } from '@firsthandapi/spec';
import { authenticate, type Caller } from '../authentication/authenticate.ts';
import { authorize } from '../authentication/authorize.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import type { DispatchContext } from './dispatch-context.ts';
import type { Route } from './route.ts';
import type { Trace } from './trace.ts';
import { parseQuery } from './validate.ts';

/** A request that may be executed. */
export interface Admitted {
  readonly trace: Trace;
  readonly route: Route;
  readonly caller: Caller;
  /** Validated against the operation's schema. */
  readonly query: unknown;
}

/** Admits a caller within its rate limits and scopes, with a valid query. Throws 401, then 429, then 403, then 400. */
export async function admit(
  { ports: { store }, keyHashes, keyWindows }: DispatchContext,
  trace: Trace,
  route: Route,
): Promise<Admitted> {
  const { request, target, startedAt: now } = trace;
  const { rateLimit, scopes } = operations[route.operationId];
  const caller = await authenticate(store, keyHashes, request.headers.get('authorization'), now);
  trace.caller = caller;
  const windows = keyWindows.of(caller.key, caller.organization, rateLimit, now);
  trace.rate = await countRequest(store, windows, now);
  enforceRateLimit(trace.rate, now);
  authorize(caller.key, scopes);
  return { trace, route, caller, query: parseQuery(route.operationId, target.query) };
}
