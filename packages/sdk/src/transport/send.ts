import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { describe } from '../errors/describe.ts';
import { isAmendable } from '../errors/is-amendable.ts';
import type { ApiResponse } from '../response/api-response.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import type { Call } from './call.ts';
import { type PreparedCall, prepare } from './prepare.ts';
import { repeat } from './repeat.ts';
import { sendOnce } from './send-once.ts';

/**
 * Makes a call: prepares it once, then sends it until it succeeds or may not be retried. Every
 * attempt carries the same body and idempotency key. Contract §2, §9.
 *
 * @throws FirstHandError
 */
export function send<T>(settings: ClientSettings, call: Call): Promise<ApiResponse<T>> {
  const { operationId, kind, options } = call;
  let prepared: PreparedCall;
  try {
    prepared = prepare(settings, call);
  } catch (cause) {
    // An argument may be anything, and throw anything.
    const error = isAmendable(cause)
      ? cause
      : new FirstHandConfigurationError(`Invalid arguments of ${operationId}: ${describe(cause)}`, {
          cause,
        });
    error.operationId = operationId;
    return Promise.reject(error);
  }
  return repeat(
    settings,
    prepared.limits,
    options?.signal,
    (attempt, remaining) => sendOnce<T>(settings, prepared, attempt, remaining),
    (error) => {
      error.operationId = operationId;
      error.idempotencyKey = prepared.headers['idempotency-key'];
      // Without an organization, the service stores no idempotency key: a retry is only safe when
      // the response says that nothing was done. Contract §2.
      return kind !== 'public' || error.status === 429 || 'x-should-retry' in error.headers;
    },
  );
}
