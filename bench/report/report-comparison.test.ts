import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RESULTS_FILE, reportComparison } from './report-comparison.ts';
import { createComparison } from './testing/create-comparison.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-bench-'));
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'table').mockImplementation(() => {});
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const kept = () =>
  readFileSync(join(folder, RESULTS_FILE), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('reportComparison', () => {
  it('prints figures with the decimals of their columns', () => {
    reportComparison(createComparison());
    expect(console.table).toHaveBeenCalledWith(
      expect.objectContaining({ '@firsthandapi/sdk': { 'GET, µs': 55.3, 'size, KB': 1200 } }),
    );
  });

  it('appends the comparison with unrounded figures', () => {
    vi.stubEnv('BENCH_RESULTS', folder);
    reportComparison(createComparison({ title: 'One' }));
    reportComparison(createComparison({ title: 'Two' }));
    expect(kept()).toEqual([
      createComparison({ title: 'One' }),
      createComparison({ title: 'Two' }),
    ]);
  });

  it('omits figures that were not measured', () => {
    vi.stubEnv('BENCH_RESULTS', folder);
    const figures = { 'GET, µs': Number.NaN, 'size, KB': 3 };
    reportComparison(createComparison({ rows: [{ name: 'peer', side: 'peer', figures }] }));
    expect(kept()[0].rows[0].figures).toEqual({ 'size, KB': 3 });
  });
});
