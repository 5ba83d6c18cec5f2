import type { Sink } from '../command/context.ts';
import { presentValue } from './present-value.ts';
import { table } from './table.ts';

/** The first columns of every list, in this order, where its items have them. */
const FIRST = ['id', 'status', 'type', 'action', 'operation', 'name', 'title', 'url'];
const LAST = ['description', 'created_at'];
/** Too long for a column, or the same in each row. */
const HIDDEN = new Set(['object', 'environment', 'api_version', 'download_url', 'file_url']);
const MOST_COLUMNS = 9;
/** Where no terminal says how wide a line may be. Whole values are what `--json` is for. */
const PIPED_WIDTH = 120;

type Item = Readonly<Record<string, unknown>>;

/** Prints the items of a list as a table. Which columns it has depends on the items: only fields with a plain value. */
export function printList(items: readonly object[], { write, columns, isTerminal }: Sink): void {
  if (items.length === 0) return;
  const rows = items as readonly Item[];
  const names = columnsOf(rows);
  write(
    table(
      names.map((name) => name.toUpperCase()),
      rows.map((item) => names.map((name) => presentValue(name, item[name]))),
      isTerminal ? columns : PIPED_WIDTH,
      'ID',
    ),
  );
}

function columnsOf(items: readonly Item[]): string[] {
  const names = [...new Set(items.flatMap(Object.keys))].filter(
    (name) => !HIDDEN.has(name) && items.some((item) => isPlain(item[name])),
  );
  const others = names.filter((name) => !FIRST.includes(name) && !LAST.includes(name));
  const last = LAST.filter((name) => names.includes(name));
  const before = [...FIRST.filter((name) => names.includes(name)), ...others];
  return [...before.slice(0, MOST_COLUMNS - last.length), ...last];
}

function isPlain(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'object';
}
