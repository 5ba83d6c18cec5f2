import { mergeHeaders } from '../http/merge-headers.ts';
import { checkNames } from '../settings/check-names.ts';
import { checkNumber } from '../settings/check-number.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import { type Limits, resolveLimits } from '../settings/limits.ts';
import { buildUrl } from './build-url.ts';
import type { Call } from './call.ts';
import { resolveIdempotencyKey } from './idempotency-key.ts';

/** A prepared call: what stays the same through all of its attempts. */
export interface PreparedCall {
  readonly call: Call;
  readonly url: string;
  /** All headers but the key, which is resolved on each attempt. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly limits: Limits;
}

const CALL_OPTIONS =
  'timeout totalTimeout maxRetries maxRetryAfter idempotencyKey signal headers wait useNewKey';

/**
 * Validates a call and serialises it once.
 *
 * @throws FirstHandConfigurationError that names the argument and the fix; what JSON throws for a circular body, an
 * invalid date or half a surrogate pair
 */
export function prepare(settings: ClientSettings, call: Call): PreparedCall {
  const { method, payload, options } = call;
  const isGet = method === 'GET';
  const body = isGet ? undefined : JSON.stringify(payload);
  const url = buildUrl(settings.baseUrl, call.path, call.ids, isGet ? payload : undefined);
  let { limits } = settings;
  let headers: Record<string, string> = { ...settings.headers };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method === 'POST') {
    headers['idempotency-key'] = resolveIdempotencyKey(options?.idempotencyKey);
  }
  if (options) {
    checkNames(options, CALL_OPTIONS);
    limits = resolveLimits(options, limits);
    const { wait } = options;
    if (wait !== undefined) {
      headers.prefer = `wait=${Math.floor(checkNumber('wait', wait, 0, 60))}`;
      // The service may hold the request that long before the timeout is meant to start.
      limits.timeout += wait * 1000;
    }
    headers = mergeHeaders({}, { ...headers, ...options.headers });
  }
  return { call, url, headers, body, limits };
}
