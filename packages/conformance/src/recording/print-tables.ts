import { operations, WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import { documentedCount } from './gaps.ts';
import { forgetHits, type Hits, readHits } from './hits.ts';
import { unreachable } from './unreachable.ts';

/** Runs once round the whole suite: the tables are printed when every target has had its turn. */
export function setup(): void {
  forgetHits();
}

export function teardown(): void {
  const hits = readHits();
  if (hits.size > 0) console.log(tablesOf(hits));
}

/** The table of operations and targets, that of events, and what was not met. */
export function tablesOf(hits: ReadonlyMap<string, Hits>): string {
  const targets = [...hits.keys()];
  return [
    table(['operation', 'documented', ...targets], operationRows(hits)),
    table(['webhook', ...targets], eventRows(hits)),
    ...[...hits].map(([target, seen]) => summary(target, seen)),
    explanations(),
  ].join('\n\n');
}

/** In each cell the documented statuses that were met, of how many; those that were not are named. */
function operationRows(hits: ReadonlyMap<string, Hits>): string[][] {
  return Object.entries(operations).map(([operationId, { statuses }]) => [
    operationId,
    statuses.join(' '),
    ...[...hits.values()].map((seen) => {
      const met = statuses.filter((status) => seen.statuses[operationId]?.includes(status));
      const missing = statuses.filter((status) => !met.includes(status));
      const count = `${met.length}/${statuses.length}`;
      return missing.length === 0 ? `${count} ✓` : `${count} ✗ ${missing.join(' ')}`;
    }),
  ]);
}

function eventRows(hits: ReadonlyMap<string, Hits>): string[][] {
  return WEBHOOK_EVENT_TYPES.map((type) => [
    type,
    ...[...hits.values()].map(({ events }) => (events.includes(type) ? '✓' : '✗')),
  ]);
}

function summary(target: string, seen: Hits): string {
  const met = Object.entries(operations).reduce(
    (sum, [operationId, { statuses }]) =>
      sum + statuses.filter((status) => seen.statuses[operationId]?.includes(status)).length,
    0,
  );
  const documented = documentedCount();
  const share = ((100 * met) / documented).toFixed(1);
  return `${target}: ${met} of ${documented} documented statuses met (${share} %)`;
}

function explanations(): string {
  if (unreachable.length === 0) return 'No documented status is excused.';
  const lines = unreachable.map(
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
