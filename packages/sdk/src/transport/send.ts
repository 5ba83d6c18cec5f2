import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { FirstHandError } from '../errors/firsthand-error.ts';
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
  let prepared: PreparedCall;
  try {
    prepared = prepare(settings, call);
  } catch (cause) {
    return Promise.reject(notPrepared(call, cause));
  }
  return repeat(
    settings,
    prepared.limits,
    call.options?.signal,
    (attempt, remaining) => sendOnce<T>(settings, prepared, attempt, remaining),
    (error) => {
      error.operationId = call.operationId;
      error.idempotencyKey = prepared.headers['idempotency-key'];
    },
    // Without an organization, the service stores no idempotency key: a retry is only safe when
    // the response says that nothing was done. Contract §2.
    ({ status, headers }) =>
      call.kind !== 'public' || status === 429 || 'x-should-retry' in headers,
  );
}

/** Returns the error of a call that cannot be sent, whatever its arguments threw. */
function notPrepared({ operationId }: Call, cause: unknown): FirstHandError {
  const error =
    cause instanceof FirstHandError
      ? cause
      : new FirstHandConfigurationError(`Invalid arguments of ${operationId}: ${cause}`, { cause });
  error.operationId = operationId;
  return error;
}
