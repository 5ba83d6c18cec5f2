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
  const sunset = headers.get('sunset');
  if ((!sunset && !headers.has('deprecation')) || announced.has(operationId)) return;
  announced.add(operationId);
  const facts = [
    `${operationId} is deprecated`,
    sunset && `ends on ${sunset}`,
    headers.get('link'),
  ];
  log('warn', () => [facts.filter(Boolean).join(', ')]);
}
