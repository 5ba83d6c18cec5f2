import type { FetchResponse } from '../transport/fetch-like.ts';
import type { Log } from './logger.ts';

/**
 * Says once per operation that the service is going to take it away. Contract §2.
 *
 * @param announced the operations that were spoken of before
 */
export function warnOfDeprecation(
  log: Log,
  announced: Set<string>,
  operationId: string,
  headers: FetchResponse['headers'],
): void {
  if (!headers.has('deprecation') && !headers.has('sunset')) return;
  if (announced.has(operationId)) return;
  announced.add(operationId);
  const sunset = headers.get('sunset');
  const link = headers.get('link');
  const end = sunset ? ` and ends on ${sunset}` : '';
  log('warn', `${operationId} is deprecated${end}${link ? `; instead: ${link}` : ''}`);
}
