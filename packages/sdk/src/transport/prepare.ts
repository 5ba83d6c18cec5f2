import { checkNumber } from '../check-number.ts';
import type { RequestOptions } from '../client-options.ts';
import {
  type ClientSettings,
  type Limits,
  mergeHeaders,
  resolveLimits,
} from '../client-settings.ts';
import { FirstHandApiError } from '../errors/api-error.ts';
import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { buildUrl } from './build-url.ts';
import type { Call } from './call.ts';
import { createIdempotencyKey } from './idempotency-key.ts';

/** A call made ready: what stays the same through all of its attempts. */
export interface PreparedCall {
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
  /** Everything but the key, which is asked for at each attempt. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly isPublic: boolean;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
}

/**
 * Checks a call and serialises it, once.
 *
 * @throws FirstHandConfigurationError that names the argument and what it must be
 */
export function prepare(settings: ClientSettings, call: Call): PreparedCall {
  try {
    return build(settings, call);
  } catch (cause) {
    if (cause instanceof FirstHandApiError) throw cause;
    // A body that refers to itself, an invalid date, half a surrogate pair.
    const message = `${call.operationId} was given what cannot be sent: ${cause}`;
    throw new FirstHandConfigurationError(message, { cause });
  }
}

function build(settings: ClientSettings, call: Call): PreparedCall {
  const { operationId, method, payload, options = {}, isPublic } = call;
  const { wait } = options;
  const isGet = method === 'GET';
  const body = isGet ? undefined : JSON.stringify(payload);
  const headers: Record<string, string> = { ...settings.headers };
  const limits = resolveLimits(options, settings.limits);
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method === 'POST') headers['idempotency-key'] = chooseIdempotencyKey(options);
  if (wait !== undefined) {
    headers.prefer = `wait=${Math.floor(checkNumber('wait', wait, 0, 60))}`;
    // The service holds the request for as long as it was asked to; only then does the time run.
    limits.timeout += wait * 1000;
  }
  return {
    operationId,
    method,
    url: buildUrl(settings.baseUrl, call.path, call.ids, isGet ? payload : undefined),
    headers: mergeHeaders(headers, options.headers),
    body,
    isPublic,
    limits,
    signal: options.signal,
  };
}

function chooseIdempotencyKey({ idempotencyKey = createIdempotencyKey() }: RequestOptions): string {
  if (/^[\x20-\x7e]{1,255}$/.test(idempotencyKey)) return idempotencyKey;
  throw new FirstHandConfigurationError('idempotencyKey must be 1 to 255 ASCII characters');
}
