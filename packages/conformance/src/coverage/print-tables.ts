import { operations, WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import type { Coverage } from './coverage.ts';
import { excusedStatuses } from './excused-statuses.ts';
import { documentedCount } from './gaps.ts';
import { clearCoverage, loadCoverage } from './saved-coverage.ts';

/** Vitest runs `setup` before the first test file, and `teardown` after the last one. */
export function setup(): void {
  clearCoverage();
}

export function teardown(): void {
  const coverage = loadCoverage();
  if (coverage.size > 0) console.log(tablesOf(coverage));
}

/** Renders the tables of operations and events by target, the totals, and the excused statuses. */
export function tablesOf(coverage: ReadonlyMap<string, Coverage>): string {
  const targets = [...coverage.keys()];
  return [
    table(['operation', 'documented', ...targets], operationRows(coverage)),
    table(['webhook', ...targets], eventRows(coverage)),
    ...[...coverage].map(([target, seen]) => summary(target, seen)),
    excuses(),
  ].join('\n\n');
}

/** Each cell counts the documented statuses that were met and names those that were not. */
function operationRows(coverage: ReadonlyMap<string, Coverage>): string[][] {
  return Object.entries(operations).map(([operationId, { statuses }]) => [
    operationId,
    statuses.join(' '),
    ...[...coverage.values()].map((seen) => {
      const met = statuses.filter((status) => seen.statuses[operationId]?.includes(status));
      const missing = statuses.filter((status) => !met.includes(status));
      const count = `${met.length}/${statuses.length}`;
      return missing.length === 0 ? `${count} ✓` : `${count} ✗ ${missing.join(' ')}`;
    }),
  ]);
}

function eventRows(coverage: ReadonlyMap<string, Coverage>): string[][] {
  return WEBHOOK_EVENT_TYPES.map((type) => [
    type,
    ...[...coverage.values()].map(({ events }) => (events.includes(type) ? '✓' : '✗')),
  ]);
}

function summary(target: string, seen: Coverage): string {
  const met = Object.entries(operations).reduce(
    (sum, [operationId, { statuses }]) =>
      sum + statuses.filter((status) => seen.statuses[operationId]?.includes(status)).length,
    0,
  );
  const documented = documentedCount();
  const share = ((100 * met) / documented).toFixed(1);
  return `${target}: ${met} of ${documented} documented statuses met (${share} %)`;
}

function excuses(): string {
  if (excusedStatuses.length === 0) return 'No documented status is excused.';
  const lines = excusedStatuses.map(
    ({ operationId, status, targets, reason }) =>
      `  ${operationId} ${status}${targets ? ` (${targets.join(', ')})` : ''}: ${reason}`,
  );
  return ['Excused:', ...lines].join('\n');
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
