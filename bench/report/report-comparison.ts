import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Column, Comparison } from './comparison.ts';
import { goalResultsOf } from './goal-result.ts';

/** Where comparisons are kept inside the folder that `BENCH_RESULTS` names: one JSON text a line, in their order. */
export const RESULTS_FILE = 'comparisons.jsonl';

/** Prints a comparison, and keeps it for the page when `BENCH_RESULTS` names a folder. */
export function reportComparison<Name extends string>(comparison: Comparison<Name>): void {
  print(comparison);
  const folder = process.env.BENCH_RESULTS;
  if (folder) appendFileSync(join(folder, RESULTS_FILE), `${serialize(comparison)}\n`);
}

/** Figures that are no numbers were not measured, and are left out. */
function serialize(comparison: Comparison): string {
  return JSON.stringify(comparison, (_, value) => (Number.isNaN(value) ? undefined : value));
}

function print(comparison: Comparison): void {
  const { title, method, columns, rows } = comparison;
  console.log(`\n${title}\n${method}`);
  const shown = Object.entries(columns);
  const table = rows.map(({ name, figures }) => [
    name,
    Object.fromEntries(shown.map(([title, column]) => [title, rounded(figures[title], column)])),
  ]);
  console.table(Object.fromEntries(table));
  for (const { text } of goalResultsOf(comparison)) console.log(`Goal: ${text}`);
}

function rounded(figure: number | undefined, { decimals = 0 }: Column): number | '–' {
  return figure === undefined || Number.isNaN(figure) ? '–' : Number(figure.toFixed(decimals));
}
