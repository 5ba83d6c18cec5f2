import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FeedEntry, LAST_ID } from '../store/event-feed.ts';
import {
  entriesNeeded,
  FEED_START,
  type FeedPosition,
  MOST_SEEN,
  nextFeedPage,
  readFeedPosition,
  upTo,
  writeFeedPosition,
} from './feed-page.ts';

/** A store whose transactions have a position from the start, and become visible in any order. */
class Feed {
  readonly #visible: FeedEntry[] = [];
  readonly #running = new Map<number, FeedEntry[]>();
  #next = 1;

  begin(ids: readonly string[]): number {
    const position = this.#next;
    this.#next += 1;
    this.#running.set(
      position,
      ids.map((id) => ({ position, id })),
    );
    return position;
  }

  commit(position: number): void {
    this.#visible.push(...(this.#running.get(position) ?? []));
    this.#running.delete(position);
  }

  get running(): readonly number[] {
    return [...this.#running.keys()];
  }

  page(from: FeedPosition, limit: number) {
    const frontier = Math.min(this.#next, ...this.#running.keys());
    const entries = this.#visible
      .filter((entry) => compare(entry, from.floor) > 0)
      .sort(compare)
      .slice(0, entriesNeeded(from, limit));
    return nextFeedPage(from, entries, frontier, limit);
  }
}

function compare(one: FeedEntry, other: FeedEntry): number {
  return one.position - other.position || (one.id < other.id ? -1 : Number(one.id > other.id));
}

function idOf(count: number): string {
  return `evt_${String(count).padStart(26, '0')}`;
}

/** As a client keeps it: as text. */
function kept(position: FeedPosition): FeedPosition {
  return readFeedPosition(writeFeedPosition(position)) as FeedPosition;
}

test('returns every event exactly once, in whatever order transactions commit', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('begin' as const), events: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ kind: fc.constant('commit' as const), which: fc.nat(9) }),
    fc.record({ kind: fc.constant('read' as const), limit: fc.integer({ min: 1, max: 7 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const feed = new Feed();
      const found: string[] = [];
      let position = FEED_START;
      let events = 0;
      const read = (limit: number) => {
        const page = feed.page(position, limit);
        found.push(...page.ids);
        position = kept(page.position);
        return page;
      };
      for (const each of steps) {
        if (each.kind === 'begin') {
          feed.begin(Array.from({ length: each.events }, (_, index) => idOf(events + index)));
          events += each.events;
        } else if (each.kind === 'commit') {
          const open = feed.running;
          if (open.length > 0) feed.commit(open[each.which % open.length] as number);
        } else read(each.limit);
      }
      for (const open of feed.running) feed.commit(open);
      while (read(3).hasMore);
      expect([...found].sort()).toEqual(Array.from({ length: events }, (_, count) => idOf(count)));
      expect(position).toEqual({ floor: { position: expect.any(Number), id: LAST_ID }, seen: [] });
    }),
    { numRuns: 500 },
  );
});

test('returns an event whose transaction was overtaken after the one that overtook it', () => {
  const feed = new Feed();
  const slow = feed.begin([idOf(1)]);
  feed.commit(feed.begin([idOf(2)]));
  const first = feed.page(FEED_START, 10);
  feed.commit(slow);
  const second = feed.page(kept(first.position), 10);
  expect([first.ids, second.ids]).toEqual([[idOf(2)], [idOf(1)]]);
});

test('lets events wait that would make a position too long, until a slow transaction has ended', () => {
  const feed = new Feed();
  const slow = feed.begin([idOf(0)]);
  for (let count = 1; count <= MOST_SEEN + 5; count += 1) feed.commit(feed.begin([idOf(count)]));
  const first = feed.page(FEED_START, 200);
  const second = feed.page(kept(first.position), 200);
  // A client that asks for more at once, page after page, would only use up its rate limit.
  expect([first.ids.length, first.hasMore]).toEqual([MOST_SEEN, false]);
  expect([second.ids, second.hasMore]).toEqual([[], false]);
  expect([first.isHeldBack, second.isHeldBack]).toEqual([true, true]);
  expect(writeFeedPosition(second.position).length).toBeLessThan(3_000);
  feed.commit(slow);
  const third = feed.page(kept(second.position), 200);
  expect(third.ids).toHaveLength(6);
  expect(third).toMatchObject({ hasMore: false, isHeldBack: false, position: { seen: [] } });
});

describe('the text of a position', () => {
  test.each([
    FEED_START,
    { floor: upTo(128), seen: [] },
    { floor: { position: 7, id: idOf(3) }, seen: [idOf(4), idOf(5)] },
  ])('is read as it was written: %j', (position) => expect(kept(position)).toEqual(position));

  test.each(['', '1', '1:~', 'x:~:', '-2:~:', '1:~:abc,', '1:evt_1:'])('is refused: %j', (text) =>
    expect(readFeedPosition(text)).toBeUndefined(),
  );
});
