import { operations } from '@firsthandapi/spec';
import { authenticate, type Caller, callerOf } from '../authentication/authenticate.ts';
import { authorize } from '../authentication/authorize.ts';
import { requireProof } from '../authentication/require-proof.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import type { RouteClass } from '../rate-limits/rate-windows.ts';
import type { KeyHolder } from '../store/callers.ts';
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

/** Admits a caller that was identified, within its scopes and with a valid query. Throws 403, then 400. */
export function admit(trace: Trace, route: Route, caller: Caller): Admitted {
  authorize(caller.key, operations[route.operationId].scopes);
  requireProof(caller.key, route.operationId, trace.startedAt);
  return { trace, route, caller, query: parseQuery(route.operationId, trace.target.query) };
}

/**
 * Identifies a caller within its rate limits. Throws 401, then 429.
 *
 * @param holder What is known of the caller. Default: the caller is read.
 */
export async function identify(
  { ports: { store }, keyHashes, keyWindows }: DispatchContext,
  trace: Trace,
  rateLimit: RouteClass,
  holder?: KeyHolder,
): Promise<Caller> {
  const { request, startedAt: now } = trace;
  const caller =
    holder === undefined
      ? await authenticate(store, keyHashes, request.headers.get('authorization'), now)
      : callerOf(holder, now);
  trace.caller = caller;
  const windows = keyWindows.of(caller.key, caller.organization, rateLimit, now);
  if (trace.counted?.windows !== windows) {
    const counted = countRequest(store, windows, now);
    // Counts are mostly at hand, and every request would wait for its turn.
    trace.counted = { windows, state: counted instanceof Promise ? await counted : counted };
  }
  trace.rate = trace.counted.state;
  enforceRateLimit(trace.rate, now);
  return caller;
}
