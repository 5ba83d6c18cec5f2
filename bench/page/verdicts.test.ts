import { describe, expect, it } from 'vitest';
import { createComparison } from '../report/testing/create-comparison.ts';
import { verdictsOn } from './verdicts.ts';

describe('the verdicts on a comparison', () => {
  it('name the peers that do better, in which column and than which of ours', () => {
    expect(verdictsOn(createComparison())).toEqual([
      'Better than `@firsthandapi/sdk` in “size, KB”: `peer`.',
    ]);
  });

  it('go by the direction in which a column is good', () => {
    const plot = { columns: ['GET, µs'], better: 'more' } as const;
    expect(verdictsOn(createComparison({ plot }))).toContain(
      'Better than `@firsthandapi/sdk` in “GET, µs”: `peer`.',
    );
  });

  it('say so when no peer does better', () => {
    const columns = { 'GET, µs': { decimals: 1 } };
    expect(verdictsOn(createComparison({ columns }))).toEqual(['No peer does better.']);
  });

  it('call equal what reads the same', () => {
    const rows = [
      { name: 'ours', side: 'ours', figures: { 'GET, µs': 55.04 } },
      { name: 'peer', side: 'peer', figures: { 'GET, µs': 54.96 } },
    ] as const;
    expect(verdictsOn(createComparison({ rows }))).toEqual(['No peer does better.']);
  });

  it('are left out where there is no peer', () => {
    const rows = [{ name: 'ours', side: 'ours', figures: { 'GET, µs': 1 } }] as const;
    expect(verdictsOn(createComparison({ rows }))).toEqual([]);
  });
});
