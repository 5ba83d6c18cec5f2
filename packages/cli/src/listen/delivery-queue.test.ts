import type { EventWithDeliveries } from '@firsthandapi/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Attempt, DeliveryQueue } from './delivery-queue.ts';
import type { Outcome } from './forward-event.ts';

const event = (id: string): EventWithDeliveries =>
  ({
    id,
    type: 'job.completed',
    created_at: `2026-03-01T00:00:0${id.length}.000Z`,
  }) as EventWithDeliveries;
const responded = (status: number): Outcome => ({ status, error: undefined, duration: 1 });
const ABSENT: Outcome = { status: undefined, error: 'nothing listens there', duration: 1 };

/** A queue whose application responds as the script says, and whose waits end at once but are kept. */
function setUp(
  respond: (event: EventWithDeliveries, attempt: number) => Outcome | Promise<Outcome>,
) {
  const attempts: Attempt[] = [];
  const counts = new Map<string, number>();
  const end = new AbortController();
  let settle: () => void = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const queue = new DeliveryQueue(
    {
      deliver: async (one) => {
        const attempt = (counts.get(one.id) ?? 0) + 1;
        counts.set(one.id, attempt);
        return respond(one, attempt);
      },
      onAttempt: (attempt) => attempts.push(attempt),
      onSettled: () => {
        if (queue.size === 0) settle();
      },
    },
    { sleep: async () => {}, random: () => 1, signal: end.signal },
  );
  return { queue, attempts, settled, end };
}

test('delivers in the order of arrival', async () => {
  const { queue, attempts, settled } = setUp(() => responded(204));
  queue.add(['a', 'b', 'c', 'd', 'e', 'f'].map(event));
  await settled;
  expect(attempts.map(({ event }) => event.id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('tries again until the application accepts, with pauses up to a limit', async () => {
  const { queue, attempts, settled } = setUp((_, attempt) => responded(attempt < 9 ? 500 : 200));
  queue.add([event('a')]);
  await settled;
  expect(attempts.map(({ retryIn }) => retryIn)).toEqual([
    500,
    1_000,
    2_000,
    4_000,
    8_000,
    16_000,
    30_000,
    30_000,
    undefined,
  ]);
});

test('looks for an absent application at least every second', async () => {
  const { queue, attempts, settled } = setUp((_, attempt) =>
    attempt < 6 ? ABSENT : responded(200),
  );
  queue.add([event('a')]);
  await settled;
  expect(attempts.map(({ retryIn }) => retryIn)).toEqual([
    500,
    1_000,
    1_000,
    1_000,
    1_000,
    undefined,
  ]);
});

test.each([199, 302, 404])('does not take status %i for success', async (status) => {
  const { queue, attempts, settled } = setUp((_, attempt) =>
    responded(attempt === 1 ? status : 200),
  );
  queue.add([event('a')]);
  await settled;
  expect(attempts.map(({ isDelivered }) => isDelivered)).toEqual([false, true]);
});

test('lets an event that is refused hold up no other', async () => {
  const { queue, attempts, settled } = setUp(({ id }, attempt) =>
    responded(id === 'bad' && attempt < 5 ? 500 : 200),
  );
  queue.add(['bad', 'b', 'c', 'd', 'e', 'f', 'g'].map(event));
  await settled;
  expect(attempts.filter(({ isDelivered }) => isDelivered).at(-1)?.event.id).toBe('bad');
});

test('keeps an attempt open that Ctrl+C has ended', async () => {
  const { queue, attempts, end } = setUp(() => {
    end.abort();
    return ABSENT;
  });
  queue.add([event('a')]);
  await new Promise(setImmediate);
  expect([queue.size, attempts]).toEqual([1, []]);
});

test('has at most four attempts at a time, and delivers each event exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom(500, 404, undefined), { maxLength: 4 }), {
        minLength: 1,
        maxLength: 20,
      }),
      async (scripts) => {
        let running = 0;
        let most = 0;
        const { queue, attempts, settled } = setUp(async ({ id }, attempt) => {
          running += 1;
          most = Math.max(most, running);
          await new Promise(setImmediate);
          running -= 1;
          const script = scripts[Number(id)] ?? [];
          if (attempt > script.length) return responded(200);
          return { status: script[attempt - 1], error: undefined, duration: 0 };
        });
        queue.add(scripts.map((_, index) => event(String(index))));
        await settled;
        expect(most).toBeLessThanOrEqual(4);
        const delivered = attempts
          .filter(({ isDelivered }) => isDelivered)
          .map(({ event }) => event.id);
        expect(delivered.toSorted()).toEqual(scripts.map((_, index) => String(index)).toSorted());
        expect(attempts).toHaveLength(scripts.flat().length + scripts.length);
      },
    ),
    { numRuns: 50 },
  );
});
