import type { Comparison } from '../comparison.ts';

/** A comparison of ours with a peer that is slower but smaller. */
export function createComparison(change: Partial<Comparison> = {}): Comparison {
  return {
    group: 'Client',
    title: 'CPU time of a call',
    method: 'Each client makes calls in its turn.',
    subject: 'client',
    columns: { 'GET, µs': { decimals: 1 }, 'size, KB': { better: 'less' } },
    rows: [
      { name: 'bare fetch', side: 'by hand', figures: { 'GET, µs': 50, 'size, KB': 0 } },
      { name: '@firsthandapi/sdk', side: 'ours', figures: { 'GET, µs': 55.25, 'size, KB': 1200 } },
      { name: 'peer', side: 'peer', figures: { 'GET, µs': 100, 'size, KB': 3 } },
    ],
    plot: { columns: ['GET, µs'], better: 'less' },
    ...change,
  };
}
