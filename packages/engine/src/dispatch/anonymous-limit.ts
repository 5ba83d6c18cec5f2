import { ApiError } from '../errors/api-error.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { windowsOf } from '../rate-limits/rate-windows.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { UNKNOWN_CLIENT } from './record-request.ts';
import type { Trace } from './trace.ts';

/** What counting a request needs of its trace. */
export type CountedRequest = Pick<Trace, 'client' | 'startedAt' | 'rate'>;

/** Counts a request without a valid key against its client's address; throws 429 beyond the limit. */
export async function limitAnonymous(
  context: DispatchContext,
  trace: CountedRequest,
): Promise<void> {
  const { ports, settings } = context;
  const client = trace.client ?? UNKNOWN_CLIENT;
  const now = trace.startedAt;
  const windows = windowsOf(`client:${client}`, settings.anonymousLimits, now);
  trace.rate = await countRequest(ports.store, windows, now);
  enforceRateLimit(trace.rate, now);
}

/**
 * Counts a request that was refused before it was counted, and returns the error, or 429 once the client is over the
 * limit: keys cannot be guessed at speed. A failure of the service is not counted, so that clients with valid keys are
 * told of an outage and not that they call too often.
 */
export async function limitUncounted(
  context: DispatchContext,
  trace: CountedRequest,
  thrown: unknown,
): Promise<unknown> {
  if (trace.rate !== undefined || !(thrown instanceof ApiError)) return thrown;
  try {
    await limitAnonymous(context, trace);
    return thrown;
  } catch (refusal) {
    return refusal instanceof ApiError ? refusal : thrown;
  }
}
