import type { Sink } from '../command/context.ts';
import { plainText } from './plain-text.ts';
import { presentValue } from './present-value.ts';
import { tabbed, table } from './table.ts';

/** The first columns of every list, in this order, where its items have them. */
const FIRST = ['id', 'status', 'type', 'action', 'operation', 'name', 'title', 'url'];
const LAST = ['description', 'created_at'];
/** Too long for a column, or the same in each row. */
const HIDDEN = new Set(['environment', 'api_version', 'download_url', 'file_url']);
const MOST_COLUMNS = 9;

type Item = Readonly<Record<string, unknown>>;

/** Prints the pages of a list. */
export class ListPrinter {
  readonly #sink: Sink;
  /** What the last line of headings said, so that programs find one and not one for each page. */
  #headings = '';

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Prints a page: a table of what fits for a person, and every field in full, but `object`, for a program. */
  print(items: readonly object[]): void {
    if (items.length === 0) return;
    const rows = items as readonly Item[];
    if (this.#sink.isTerminal) this.#printTable(rows);
    else this.#printFields(rows);
  }

  #printTable(items: readonly Item[]): void {
    const names = columnsOf(items);
    const { write, columns } = this.#sink;
    write(table(headingsOf(names), cellsOf(items, names), columns, 'ID'));
  }

  #printFields(items: readonly Item[]): void {
    const names = inOrder(namesOf(items));
    const headings = tabbed([headingsOf(names)]);
    if (headings !== this.#headings) this.#sink.write(headings);
    this.#headings = headings;
    this.#sink.write(tabbed(cellsOf(items, names)));
  }
}

/** Which columns a table has depends on the items: only fields with a plain value. */
function columnsOf(items: readonly Item[]): string[] {
  const names = inOrder(namesOf(items)).filter(
    (name) => !HIDDEN.has(name) && items.some((item) => isPlain(item[name])),
  );
  const last = names.filter((name) => LAST.includes(name));
  const before = names.filter((name) => !LAST.includes(name));
  return [...before.slice(0, MOST_COLUMNS - last.length), ...last];
}

function namesOf(items: readonly Item[]): string[] {
  return [...new Set(items.flatMap(Object.keys))].filter((name) => name !== 'object');
}

function inOrder(names: readonly string[]): string[] {
  const others = names.filter((name) => !FIRST.includes(name) && !LAST.includes(name));
  const known = (list: readonly string[]) => list.filter((name) => names.includes(name));
  return [...known(FIRST), ...others, ...known(LAST)];
}

function headingsOf(names: readonly string[]): string[] {
  return names.map((name) => plainText(name.toUpperCase()));
}

function cellsOf(items: readonly Item[], names: readonly string[]): string[][] {
  return items.map((item) => names.map((name) => presentValue(name, item[name])));
}

function isPlain(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'object';
}
