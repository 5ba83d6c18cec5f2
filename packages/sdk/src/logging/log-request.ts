import type { MiddlewareRequest } from '../http/middleware.ts';
import type { Log } from '../settings/logger.ts';

/** Logs a request that is about to be sent, at `debug`, or its response, at `info`; headers and body only at `debug`. */
export function logStep(
  log: Log,
  level: 'debug' | 'info',
  { operationId, attempt }: MiddlewareRequest,
  step: string,
  headers: Readonly<Record<string, string>>,
  text: string | undefined,
): void {
  log(level, () => [`${operationId} ${attempt}: ${step}`, [headers, readJson(text)]]);
}

/** Parsed and serialised again, JSON has only one spelling, which the redaction recognises. */
function readJson(text: string | undefined): unknown {
  try {
    return text && JSON.parse(text);
  } catch {
    return text;
  }
}
