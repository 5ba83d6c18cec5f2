import { describe, expect, it } from 'vitest';
import { cutoff, keptUntil } from './period.ts';

const at = (text: string) => Date.parse(text);

describe('a retention period', () => {
  it('counts 24 hours for each day', () => {
    expect(keptUntil(at('2026-01-01T06:00:00Z'), { days: 90 })).toBe(at('2026-04-01T06:00:00Z'));
    expect(cutoff(at('2026-04-01T06:00:00Z'), { days: 90 })).toBe(at('2026-01-01T06:00:00Z'));
  });

  it('follows the calendar for years, over leap days', () => {
    expect(keptUntil(at('2026-01-01T06:00:00Z'), { years: 7 })).toBe(at('2033-01-01T06:00:00Z'));
    expect(keptUntil(at('2028-02-29T00:00:00Z'), { years: 1 })).toBe(at('2029-02-28T00:00:00Z'));
    expect(cutoff(at('2028-02-29T00:00:00Z'), { years: 1 })).toBe(at('2027-02-28T00:00:00Z'));
  });
});
