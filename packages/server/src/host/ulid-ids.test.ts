import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UlidIds } from './ulid-ids.ts';

describe('ids', () => {
  it('generates prefixed ULIDs, each greater than its predecessors, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 200 }), (clock) => {
        const ids = new UlidIds();
        const made = clock.map((offset) => ids.next('job', 1_767_225_600_000 + offset));
        for (const id of made) expect(id).toMatch(/^job_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
        expect(made.toSorted()).toEqual(made);
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });

  it('encodes the millisecond in the first ten digits of an id', () => {
    const [, early = ''] = new UlidIds().next('job', 0).split('_');
    const [, late = ''] = new UlidIds().next('job', 2 ** 48 - 1).split('_');
    expect(early.slice(0, 10)).toBe('0000000000');
    expect(late.slice(0, 10)).toBe('7ZZZZZZZZZ');
  });

  it('generates base62 secrets that use every character', () => {
    const ids = new UlidIds();
    const secrets = Array.from({ length: 300 }, () => ids.secret(33));
    for (const secret of secrets) expect(secret).toMatch(/^[0-9A-Za-z]{33}$/);
    expect(new Set(secrets.join('')).size).toBe(62);
    expect(new Set(secrets).size).toBe(300);
  });
});
