import { expect, it } from 'vitest';
import { Metrics } from './metrics.ts';

it('counts webhook attempts by class of status, whatever numbers receivers invent', () => {
  const metrics = new Metrics();
  for (let status = 0; status < 1_000; status += 1) metrics.noteAttempt(String(status));
  metrics.noteAttempt('timeout');
  const text = metrics.format([]);
  const labels = Array.from(text.matchAll(/attempts_total\{outcome="(\w+)"\} (\d+)/g), (found) => [
    found[1],
    found[2],
  ]);
  expect(Object.fromEntries(labels)).toEqual({
    '1xx': '100',
    '2xx': '100',
    '3xx': '100',
    '4xx': '100',
    '5xx': '100',
    other: '500',
    timeout: '1',
  });
});
