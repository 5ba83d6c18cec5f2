import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barChart } from './bar-chart.ts';
import type { BenchmarkRun } from './benchmark-run.ts';
import { benchmarksPage } from './benchmarks-page.ts';
import { PLOTS_FOLDER, plotFile } from './comparison-section.ts';

/**
 * Writes `benchmarks.md` and its plots into a folder, replacing those of an earlier run.
 *
 * @returns the path of the page
 */
export function writePage(run: BenchmarkRun, folder: string): string {
  const plots = join(folder, PLOTS_FOLDER);
  rmSync(plots, { recursive: true, force: true });
  mkdirSync(plots, { recursive: true });
  for (const comparison of run.comparisons) {
    writeFileSync(join(plots, plotFile(comparison)), barChart(comparison));
  }
  const page = join(folder, 'benchmarks.md');
  writeFileSync(page, benchmarksPage(run));
  return page;
}
