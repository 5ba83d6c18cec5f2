import { UsageError } from '../command/usage-error.ts';

/** Something that a list shows, newest first. */
export interface Item {
  readonly id: string;
  readonly created_at: string;
}

/** A page of such a list. */
export interface Page<Found extends Item> {
  readonly data: readonly Found[];
  readonly next_cursor: string | null;
}

/** Reads a page; without a cursor, the newest one. */
export type ReadPage<Found extends Item> = (
  limit: number,
  cursor: string | undefined,
) => Promise<Page<Found>>;

/**
 * A transaction of the service may commit an item after one with a later time: this many milliseconds later at most. So
 * what is older than the newest item of then is final.
 */
export const LATE_MS = 30_000;
/** Usually there are few new ones. */
const FIRST_PAGE = 10;
const NEXT_PAGE = 100;
/** More than this at once is no stream of events but a history. */
const MOST_ITEMS = 10_000;
/** How many of the last ids are remembered in any case, to recognise the list by. */
const REMEMBERED = 200;

/**
 * Reads what is new in a list, each item once, also those that become visible out of order. When the list is another one
 * than before, since the service was reset, everything in it is new.
 */
export class Follower<Found extends Item> {
  readonly #readPage: ReadPage<Found>;
  readonly #now: () => number;
  /** What has been seen, by id, with the time of its creation, in the order of arrival. */
  readonly #known = new Map<string, string>();
  /** The newest time seen, at several times of this process. */
  #newest: { readonly at: number; readonly created: string }[] = [];
  /** Everything created before this time has been seen. Empty: nothing has. */
  #floor = '';

  constructor(readPage: ReadPage<Found>, now: () => number) {
    this.#readPage = readPage;
    this.#now = now;
  }

  /**
   * Reads the list, and returns what is new, oldest first.
   *
   * @throws UsageError when that is more than 10,000 items
   */
  async poll(): Promise<Found[]> {
    const first = await this.#readPage(FIRST_PAGE, undefined);
    if (this.#isAnother(first.data)) this.#forgetAll();
    const listed = await this.#readBack(first);
    const fresh = listed.filter(({ id }) => !this.#known.has(id));
    this.#remember(listed);
    this.#raiseFloor(listed);
    return fresh.reverse();
  }

  /** Treats everything in the list as seen, so that only what comes from now on is new. */
  async skip(): Promise<void> {
    const { data } = await this.#readPage(FIRST_PAGE, undefined);
    const newest = newestOf(data);
    if (newest === undefined) return;
    this.#floor = new Date(Date.parse(newest) - LATE_MS).toISOString();
    this.#remember(data);
    await this.poll();
  }

  async #readBack(first: Page<Found>): Promise<Found[]> {
    const listed: Found[] = [];
    let page = first;
    for (;;) {
      const wanted = page.data.filter(({ created_at }) => created_at >= this.#floor);
      listed.push(...wanted);
      if (wanted.length < page.data.length || page.next_cursor === null) return listed;
      if (listed.length > MOST_ITEMS) {
        throw new UsageError(
          `There are more than ${MOST_ITEMS} new items: pass --from-now to leave them out`,
        );
      }
      page = await this.#readPage(NEXT_PAGE, page.next_cursor);
    }
  }

  /** Whether nothing of what was seen is left: what is older than that, or an empty list, belongs to a new beginning. */
  #isAnother(data: readonly Found[]): boolean {
    if (this.#known.size === 0 || data.some(({ id }) => this.#known.has(id))) return false;
    const newest = newestOf(data);
    return newest === undefined || newest < this.#floor;
  }

  #forgetAll(): void {
    this.#known.clear();
    this.#newest = [];
    this.#floor = '';
  }

  #remember(items: readonly Found[]): void {
    for (const { id, created_at } of [...items].reverse()) this.#known.set(id, created_at);
  }

  #raiseFloor(listed: readonly Found[]): void {
    const now = this.#now();
    const newest = newestOf(listed);
    if (newest !== undefined) this.#newest.push({ at: now, created: newest });
    const final = this.#newest.filter(({ at }) => at <= now - LATE_MS).at(-1);
    if (final === undefined) return;
    this.#newest = this.#newest.filter(({ at }) => at >= final.at);
    if (final.created <= this.#floor) return;
    this.#floor = final.created;
    this.#forgetFinal();
  }

  /** What was created before the floor is not looked for again. The order is that of arrival, which needs no sorting. */
  #forgetFinal(): void {
    for (const [id, created] of this.#known) {
      if (this.#known.size <= REMEMBERED) return;
      if (created < this.#floor) this.#known.delete(id);
    }
  }
}

function newestOf(items: readonly Item[]): string | undefined {
  return items
    .map(({ created_at }) => created_at)
    .sort()
    .at(-1);
}
