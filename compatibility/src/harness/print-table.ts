import type { Outcome } from './check.ts';

/**
 * Formats outcomes as a text table with aligned columns.
 *
 * @param headings of the cells; those of the result are appended
 */
export function formatTable(headings: readonly string[], outcomes: readonly Outcome[]): string {
  const rows = [
    [...headings, 'Result', 'Seconds', ''],
    ...outcomes.map(({ cells, result, seconds, note }) => [
      ...cells,
      result,
      seconds.toFixed(1),
      note,
    ]),
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = (widths ?? [])
    .map((width) => '-'.repeat(width))
    .join('  ')
    .trimEnd();
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** Returns the full reasons of all failures, each once. */
export function formatFailures(outcomes: readonly Outcome[]): string {
  const rows = new Map<string, string[]>();
  for (const { cells, failure } of outcomes) {
    if (failure === undefined) continue;
    rows.set(failure, [...(rows.get(failure) ?? []), `FAILED: ${cells.join(', ')}`]);
  }
  return Array.from(rows, ([failure, names]) => [...names, failure].join('\n')).join('\n\n');
}
