import { ApiError } from '../errors/api-error.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { windowsOf } from '../rate-limits/rate-windows.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { UNKNOWN_CLIENT } from './record-request.ts';
import type { Trace } from './trace.ts';

/** Counts a request without a valid key against its client's address; throws 429 beyond the limit. */
export async function limitAnonymous(context: DispatchContext, trace: Trace): Promise<void> {
  const { ports, settings } = context;
  const client = trace.client ?? UNKNOWN_CLIENT;
  const now = trace.startedAt;
  const windows = windowsOf(`client:${client}`, settings.anonymousLimits, now);
  trace.rate = await countRequest(ports.store, windows, now);
  enforceRateLimit(trace.rate, now);
}

/**
 * Counts a request that failed before it was counted, and returns the error, or 429 once the client is over the limit:
 * keys cannot be guessed at speed.
 */
export async function limitUncounted(
  context: DispatchContext,
  trace: Trace,
  thrown: unknown,
): Promise<unknown> {
  if (trace.rate !== undefined) return thrown;
  try {
    await limitAnonymous(context, trace);
    return thrown;
  } catch (refusal) {
    return refusal instanceof ApiError ? refusal : thrown;
  }
}
