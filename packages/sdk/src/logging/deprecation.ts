import type { FetchResponse } from '../http/fetch-like.ts';
import type { ClientSettings } from '../settings/client-settings.ts';

/** Warns once per operation that the service is going to remove it. Contract §2. */
export function warnOfDeprecation(
  { warn, announced }: ClientSettings,
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
  warn('warn', () => [facts.filter(Boolean).join(', ')]);
}
