import { readVectors, type VectorCase } from '@firsthandapi/test-support/vectors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

interface RetryAfterVector extends VectorCase {
  readonly headers: Readonly<Record<string, string>>;
  readonly retry_after_ms: number | null;
}

const { now_ms: NOW, cases } = readVectors<{ now_ms: number; cases: RetryAfterVector[] }>(
  'retry-after',
);
const parse = (headers: Readonly<Record<string, string | null>>) =>
  parseRetryAfter({ get: (name) => headers[name] ?? null }, NOW);

describe('parseRetryAfter', () => {
  test.each(cases)('reads as specified: $name', ({ headers, retry_after_ms }) => {
    expect(parse(headers)).toBe(retry_after_ms ?? undefined);
  });

  test('returns a non-negative number or undefined for any header', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (value, milliseconds) => {
        const parsed = parse({ 'retry-after': value, 'retry-after-ms': milliseconds });
        expect(parsed === undefined || parsed >= 0).toBe(true);
      }),
    );
  });

  test('parses every HTTP date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 7 }), (seconds) => {
        const date = new Date(NOW + seconds * 1000).toUTCString();
        expect(parse({ 'retry-after': date })).toBe(seconds * 1000);
      }),
    );
  });
});
