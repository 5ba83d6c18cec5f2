import { FirstHandParseError } from '../errors/client-errors.ts';
import type { ApiResponse } from '../response/api-response.ts';
import { checkNumber } from '../settings/check-number.ts';
import { ApiPromise } from './api-promise.ts';

/** One page of a list. Contract §2. */
export interface Page<Item> {
  readonly object: 'list';
  /** The items of this page, newest first. */
  readonly data: Item[];
  /** Whether more pages follow. */
  readonly has_more: boolean;
  /** The `cursor` of the next page; `null` on the last one. */
  readonly next_cursor: string | null;
  /** Where the page ends, to pass as `after`. Only of `listWebhookEvents` with `after`. */
  readonly position?: string;
}

/** The page that awaiting a list gives; iterating over it continues through all pages. */
export interface FirstPage<Item> {
  // The members of Page, repeated: to inherit them costs compilers more, for each type of item.
  readonly object: 'list';
  /** The items of this page, newest first. */
  readonly data: Item[];
  /** Whether more pages follow. */
  readonly has_more: boolean;
  /** The `cursor` of the next page; `null` on the last one. */
  readonly next_cursor: string | null;
  /** Where the page ends, to pass as `after`. Only of `listWebhookEvents` with `after`. */
  readonly position?: string;
  /** Iterates over every item of every page, this one first. */
  [Symbol.asyncIterator](): AsyncIterator<Item>;
}

/**
 * A list call in progress. Await it for the first page, or iterate over all of them: the first page
 * is not fetched again, and the next one only when it is needed.
 */
export class ListPromise<Item> extends ApiPromise<FirstPage<Item>> {
  readonly #first: Promise<() => ApiResponse<FirstPage<Item>>>;
  readonly #fetchPage: (cursor: string) => Promise<ApiResponse<Page<Item>>>;

  constructor(
    first: Promise<ApiResponse<Page<Item>>>,
    fetchPage: (cursor: string) => Promise<ApiResponse<Page<Item>>>,
  ) {
    super(first as Promise<ApiResponse<FirstPage<Item>>>);
    // A list may be iterated long after the call, and only then may it fail: until then the error is
    // kept as a value. A second handler on the same promise would cut the caller off the stack.
    this.#first = first.then(
      (response) => {
        // Hidden from JSON and comparisons: a page is the data that the service sent.
        Object.defineProperty(response.data, Symbol.asyncIterator, {
          value: () => this[Symbol.asyncIterator](),
        });
        return () => response as ApiResponse<FirstPage<Item>>;
      },
      (error) => () => {
        throw error;
      },
    );
    this.#fetchPage = fetchPage;
  }

  override withResponse(): Promise<ApiResponse<FirstPage<Item>>> {
    return this.#first.then((read) => read());
  }

  /** Iterates over every item of every page. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }

  /**
   * Iterates over every page.
   *
   * @throws FirstHandParseError when the service returns a cursor twice, which would never end
   */
  async *pages(): AsyncGenerator<Page<Item>, void, undefined> {
    const seen = new Set<string>();
    let page: Page<Item> = (await this.withResponse()).data;
    for (;;) {
      yield page;
      const cursor = page.next_cursor;
      if (!page.has_more || !cursor) return;
      if (seen.has(cursor)) {
        throw new FirstHandParseError(`Cursor ${cursor} was returned twice`);
      }
      seen.add(cursor);
      page = (await this.#fetchPage(cursor)).data;
    }
  }

  /**
   * Returns the items of all pages in one array.
   *
   * @param options.limit the maximum number of items; required, so that a list that has grown does
   * not fill the memory. `Infinity` for all of them.
   * @throws FirstHandConfigurationError when `limit` is not a number of at least 1
   */
  async toArray(options: { readonly limit: number }): Promise<Item[]> {
    const limit = checkNumber('limit', options?.limit, 1);
    const items: Item[] = [];
    for await (const item of this) {
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }
}
