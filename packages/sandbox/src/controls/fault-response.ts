import type { EngineResponse } from '@firsthandapi/engine';
import { parseDuration } from '../values/duration.ts';
import type { Fault, FaultType } from '../world/fault.ts';

const TYPE_OF: Readonly<Record<number, FaultType>> = {
  400: 'validation_error',
  401: 'authentication_error',
  402: 'insufficient_credits',
  403: 'authorization_error',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_error',
  429: 'rate_limit_exceeded',
  500: 'internal_error',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

/** The error type that the API returns with the status. */
function typeOfStatus(status: number): FaultType {
  return TYPE_OF[status] ?? (status < 500 ? 'validation_error' : 'internal_error');
}

/** Returns the error response of a fault with a status, in the API's own envelope and with its headers (Contract §2). */
export function faultResponse(
  fault: Fault & { readonly status: number },
  requestId: string,
  now: number,
): EngineResponse {
  const { status } = fault;
  const type = fault.type ?? typeOfStatus(status);
  const message = fault.message ?? `Simulated ${type}`;
  const resetAt = Math.ceil((now + 1) / 60_000) * 60;
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Request-Id': requestId,
    'X-RateLimit-Limit': '1000000',
    'X-RateLimit-Remaining': status === 429 ? '0' : '1000000',
    'X-RateLimit-Reset': String(resetAt),
  };
  const retryAfter = fault.retryAfter ?? (status === 429 ? 1_000 : undefined);
  if (retryAfter !== undefined) {
    headers['Retry-After'] = String(Math.ceil(parseDuration(retryAfter, 'retryAfter') / 1_000));
  }
  const body = JSON.stringify({ error: { type, message, request_id: requestId } });
  return { status, headers, body };
}
