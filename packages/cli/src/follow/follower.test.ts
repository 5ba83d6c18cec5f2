import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Follower, type Item, LATE_MS, type Page } from './follower.ts';

/** A list of the service: items become visible in any order, and are read newest first. */
class List {
  #items: Item[] = [];
  reads = 0;

  add(...items: Item[]): void {
    this.#items = [...this.#items, ...items].sort((one, other) =>
      `${other.created_at}${other.id}`.localeCompare(`${one.created_at}${one.id}`),
    );
  }

  clear(): void {
    this.#items = [];
  }

  read = async (limit: number, cursor: string | undefined): Promise<Page<Item>> => {
    this.reads += 1;
    const start = cursor === undefined ? 0 : Number(cursor);
    const end = start + limit;
    return {
      data: this.#items.slice(start, end),
      next_cursor: end < this.#items.length ? String(end) : null,
    };
  };
}

const START = Date.parse('2026-03-01T00:00:00Z');
const at = (ms: number, id: string): Item => ({
  id,
  created_at: new Date(START + ms).toISOString(),
});
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

function setUp() {
  const list = new List();
  const clock = { now: START };
  return { list, clock, follower: new Follower(list.read, () => clock.now) };
}

test('returns each item once, oldest first', async () => {
  const { list, follower } = setUp();
  list.add(at(1, 'a'), at(2, 'b'));
  expect(idsOf(await follower.poll())).toEqual(['a', 'b']);
  list.add(at(3, 'c'));
  expect(idsOf(await follower.poll())).toEqual(['c']);
  expect(await follower.poll()).toEqual([]);
});

test('finds an item that becomes visible after a newer one', async () => {
  const { list, clock, follower } = setUp();
  list.add(at(1_000, 'newer'));
  await follower.poll();
  clock.now += LATE_MS - 1;
  list.add(at(0, 'late'));
  expect(idsOf(await follower.poll())).toEqual(['late']);
});

test('reads one page when nothing happens, however long the list is', async () => {
  const { list, clock, follower } = setUp();
  list.add(...Array.from({ length: 500 }, (_, index) => at(index, `id${index}`)));
  await follower.poll();
  for (let poll = 0; poll < 3; poll += 1) {
    clock.now += LATE_MS;
    list.reads = 0;
    await follower.poll();
  }
  expect(list.reads).toBe(1);
});

test('begins with what comes from now on after a skip', async () => {
  const { list, follower } = setUp();
  list.add(...Array.from({ length: 300 }, (_, index) => at(index * 1_000, `id${index}`)));
  await follower.skip();
  expect(await follower.poll()).toEqual([]);
  list.add(at(400_000, 'new'));
  expect(idsOf(await follower.poll())).toEqual(['new']);
});

describe('a list that is another one than before', () => {
  test('is new as a whole, also when its clock is behind', async () => {
    const { list, clock, follower } = setUp();
    list.add(at(100_000, 'old'));
    await follower.poll();
    clock.now += LATE_MS;
    await follower.poll();
    list.clear();
    list.add(at(1, 'first'), at(2, 'second'));
    expect(idsOf(await follower.poll())).toEqual(['first', 'second']);
  });

  test('is new as a whole, also when it was empty in between', async () => {
    const { list, follower } = setUp();
    list.add(at(100_000, 'a'));
    await follower.poll();
    list.clear();
    await follower.poll();
    list.add(at(1, 'a'));
    expect(idsOf(await follower.poll())).toEqual(['a']);
  });

  test('is not what remains when the newest items are erased', async () => {
    const { list, clock, follower } = setUp();
    const rest = Array.from({ length: 30 }, (_, index) => at(index, `id${index}`));
    list.add(...rest, at(100_000, 'erased'));
    await follower.poll();
    clock.now += LATE_MS;
    await follower.poll();
    list.clear();
    list.add(...rest);
    expect(await follower.poll()).toEqual([]);
  });
});

test('refuses a history of more than 10,000 items', async () => {
  const { list, follower } = setUp();
  list.add(...Array.from({ length: 10_200 }, (_, index) => at(index, `id${index}`)));
  await expect(follower.poll()).rejects.toThrow('pass --from-now');
});

test('loses and repeats nothing, whatever becomes visible when', async () => {
  const step = fc.record({
    /** How much later than its creation an item becomes visible. */
    late: fc.integer({ min: 0, max: LATE_MS - 1 }),
    pause: fc.integer({ min: 0, max: 20_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { list, clock, follower } = setUp();
      const found: string[] = [];
      for (const [index, { late, pause }] of steps.entries()) {
        clock.now += pause;
        list.add({ id: `id${index}`, created_at: new Date(clock.now - late).toISOString() });
        found.push(...idsOf(await follower.poll()));
      }
      expect(found).toEqual(steps.map((_, index) => `id${index}`));
    }),
    { numRuns: 200 },
  );
});
