import { describe, expect, it } from 'vitest';
import { createComparison } from '../report/testing/create-comparison.ts';
import { verdictsOn } from './verdicts.ts';

describe('verdicts', () => {
  it('names the peers that do better than a row of ours, by column', () => {
    expect(verdictsOn(createComparison())).toEqual([
      'Better than `@firsthandapi/sdk` in “size, KB”: `peer`.',
    ]);
  });

  it('respects whether more or less is better in a column', () => {
    const plot = { columns: ['GET, µs'], better: 'more' } as const;
    expect(verdictsOn(createComparison({ plot }))).toContain(
      'Better than `@firsthandapi/sdk` in “GET, µs”: `peer`.',
    );
  });

  it('states when no peer does better', () => {
    const columns = { 'GET, µs': { decimals: 1 } };
    expect(verdictsOn(createComparison({ columns }))).toEqual(['No peer does better.']);
  });

  it('treats figures that read the same as equal', () => {
    const rows = [
      { name: 'ours', side: 'ours', figures: { 'GET, µs': 55.04 } },
      { name: 'peer', side: 'peer', figures: { 'GET, µs': 54.96 } },
    ] as const;
    expect(verdictsOn(createComparison({ rows }))).toEqual(['No peer does better.']);
  });

  it('returns nothing without peers', () => {
    const rows = [{ name: 'ours', side: 'ours', figures: { 'GET, µs': 1 } }] as const;
    expect(verdictsOn(createComparison({ rows }))).toEqual([]);
  });
});
