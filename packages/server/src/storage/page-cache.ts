import type { SqlValue } from './session.ts';

type Rows = readonly { readonly id: string }[];

/** Pages of one table, by what was asked for. */
export class PageCache {
  readonly #pages = new Map<string, Rows>();
  readonly #limit: number;

  /** @param limit Pages that are kept at most; with one more, all are forgotten. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(text: string, values: readonly SqlValue[]): Rows | undefined {
    return this.#pages.get(keyOf(text, values));
  }

  set(text: string, values: readonly SqlValue[], rows: Rows): void {
    if (this.#pages.size >= this.#limit) this.#pages.clear();
    this.#pages.set(keyOf(text, values), rows);
  }

  clear(): void {
    this.#pages.clear();
  }
}

function keyOf(text: string, values: readonly SqlValue[]): string {
  return text + JSON.stringify(values);
}
