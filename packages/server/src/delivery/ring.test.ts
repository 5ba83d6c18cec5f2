import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Receiver, ReceiverClass } from './receiver.ts';
import { type Lane, poolLimits, Ring } from './ring.ts';
import {
  type Behaviour,
  type Endpoint,
  FAILS,
  HANGS,
  ModelDelivery,
  QUICK,
  SLOW,
} from './testing/model-delivery.ts';

const CLASSES = ['proven', 'new', 'failing'] as const;

function endpoint(organization: string, id: string, fields: Partial<Endpoint> = {}): Endpoint {
  const name = `${organization}-${id}`;
  return { organization, id: name, host: name, isProven: false, behaviours: [QUICK], ...fields };
}

/** Organizations whose every endpoint has rows that are due from the beginning. */
function crowd(organizations: number, endpoints: number, rows: number, fields: Partial<Endpoint>) {
  return Array.from({ length: organizations }, (_, organization) =>
    Array.from({ length: endpoints }, (_, id) =>
      Array.from({ length: rows }, () => ({
        endpoint: endpoint(`hostile${organization}`, `${id}`, fields),
        dueAt: 0,
      })),
    ),
  ).flat(2);
}

/** Returns the receivers that wait although their pool has a lane free and none of their limits is reached. */
function unusedLanes({ running, limits, rows, ring, now }: ModelDelivery): unknown[] {
  const waiting = rows.filter(({ beganAt, dueAt }) => beganAt === undefined && dueAt <= now);
  return CLASSES.flatMap((pool) => {
    const { lanes, perReceiver, perHost } = limits[pool];
    const held = [...running].filter((lane) => lane.pool === pool && !lane.isParked);
    if (held.length >= lanes) return [];
    const counted = pool === 'failing' ? [...held, ...parkedOf(running)] : held;
    const due = waiting.filter(({ endpoint: { id } }) => ring.classOf(id) === pool);
    const organizations = new Set(rows.map(({ endpoint: { organization } }) => organization));
    // At least: it is more when fewer of them have deliveries.
    const share = Math.max(1, Math.floor(lanes / (organizations.size + 1)));
    const of = (isMeant: (receiver: Receiver) => boolean, all: readonly Lane[] = counted) =>
      all.filter(({ receiver }) => isMeant(receiver)).length;
    return due.filter(
      ({ endpoint: { id, host, organization } }) =>
        of(({ destination }) => destination.organization_id === organization) < share &&
        of(({ destination }) => destination.endpoint_id === id, [...running]) < perReceiver &&
        of((receiver) => receiver.host === host) < perHost,
    );
  });
}

function parkedOf(running: Iterable<Lane>): Lane[] {
  return [...running].filter(({ isParked }) => isParked);
}

const behaviour = fc.constantFrom<Behaviour>(QUICK, QUICK, SLOW, FAILS, HANGS);
const world = fc.record({
  lanes: fc.integer({ min: 3, max: 24 }),
  rows: fc
    .array(
      fc.record({
        organization: fc.integer({ min: 1, max: 6 }),
        host: fc.constantFrom('one.example', 'two.example', 'three.example'),
        isProven: fc.boolean(),
        behaviours: fc.array(behaviour, { minLength: 1, maxLength: 4 }),
        dueTimes: fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 12 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((endpoints) =>
      endpoints.flatMap(({ organization, dueTimes, ...fields }, index) =>
        dueTimes.map((dueAt) => ({
          endpoint: endpoint(`org${organization}`, `${index}`, fields),
          dueAt,
        })),
      ),
    ),
});

describe('the ring', () => {
  it('attempts every delivery, whatever receivers do', () => {
    fc.assert(
      fc.property(world, ({ lanes, rows }) => {
        const model = new ModelDelivery(lanes, rows);
        model.play();
        expect(model.rows.filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
        expect(model.running.size).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('never exceeds the lanes of a pool, nor twice the lanes in all', () => {
    fc.assert(
      fc.property(world, ({ lanes, rows }) => {
        let isWithin = true;
        new ModelDelivery(lanes, rows).play(({ running, limits }) => {
          const held = (pool: ReceiverClass) =>
            [...running].filter((lane) => lane.pool === pool && !lane.isParked).length;
          isWithin &&= CLASSES.every((pool) => held(pool) <= limits[pool].lanes);
          const pools = CLASSES.reduce((sum, pool) => sum + limits[pool].lanes, 0);
          isWithin &&= running.size <= pools + lanes;
        });
        return isWithin;
      }),
      { numRuns: 200 },
    );
  });

  it('leaves no lane free that a receiver below its limits could use', () => {
    fc.assert(
      fc.property(world, ({ lanes, rows }) => {
        const unused: unknown[] = [];
        new ModelDelivery(lanes, rows).play((model) => unused.push(...unusedLanes(model)));
        expect(unused).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('begins attempts at one receiver in the order in which they are due', () => {
    fc.assert(
      fc.property(world, ({ lanes, rows }) => {
        const model = new ModelDelivery(lanes, rows);
        model.play();
        for (const id of new Set(model.rows.map((row) => row.endpoint.id))) {
          const own = model.rows.filter((row) => row.endpoint.id === id);
          own.sort((one, other) => one.dueAt - other.dueAt);
          const began = own.map(({ beganAt }) => beganAt);
          expect(began).toEqual([...began].sort((one, other) => Number(one) - Number(other)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([1, 2, 50, 200])(
    'delivers on time for one organization beside %i whose receivers all hang',
    (organizations) => {
      const hostile = crowd(organizations, 4, 5, { behaviours: [HANGS] });
      const innocent = endpoint('innocent', '1');
      const due = [2_500, 2_600, 2_700, 4_000, 60_000];
      const rows = [...hostile, ...due.map((dueAt) => ({ endpoint: innocent, dueAt }))];
      const model = new ModelDelivery(64, rows);
      model.play();
      const own = model.rows.filter((row) => row.endpoint === innocent);
      const [first, ...others] = own.map(({ beganAt, dueAt }) => Number(beganAt) - dueAt);
      // Organizations that were never served come before those that were, and each lane is free after a second.
      const rounds = Math.ceil((organizations + 1) / model.limits.new.lanes);
      expect(first).toBeLessThanOrEqual(rounds * 1_000);
      // From then on it is proven, and shares lanes with none of them.
      expect(Math.max(...others)).toBeLessThanOrEqual(Number(first));
      expect(others.at(-1)).toBe(0);
    },
  );

  it('delivers at once to a proven receiver beside 200 organizations whose proven receivers now hang', () => {
    const hostile = crowd(200, 4, 5, { behaviours: [HANGS], isProven: true });
    const innocent = endpoint('innocent', '1', { isProven: true });
    const rows = [
      ...hostile,
      { endpoint: innocent, dueAt: 500 },
      { endpoint: innocent, dueAt: 30_000 },
    ];
    const model = new ModelDelivery(64, rows);
    model.play();
    const [first, second] = model.rows
      .filter((row) => row.endpoint === innocent)
      .map(({ beganAt, dueAt }) => Number(beganAt) - dueAt);
    expect(first).toBeLessThanOrEqual(Math.ceil(201 / model.limits.proven.lanes) * 1_000);
    expect(second).toBe(0);
  });

  it('shares the lanes of failing receivers among their organizations', () => {
    const rows = [...crowd(1, 40, 50, { behaviours: [FAILS] })].concat(
      Array.from({ length: 20 }, () => ({
        endpoint: endpoint('other', '1', { behaviours: [FAILS] }),
        dueAt: 1_000,
      })),
    );
    const model = new ModelDelivery(64, rows);
    model.play();
    const other = model.rows.filter(({ endpoint: { organization } }) => organization === 'other');
    const last = Math.max(...other.map(({ endedAt }) => Number(endedAt)));
    // Two at a time, 5 ms each, after one alone: it never waits for the other organization's 2,000.
    expect(last - 1_000).toBeLessThanOrEqual(20 * 5);
  });

  it('takes a receiver that was slow for a good one after three quick responses in a row', () => {
    const behaviours = [SLOW, QUICK, QUICK, SLOW, QUICK, QUICK, QUICK];
    const one = endpoint('org', '1', { behaviours });
    const classes: unknown[] = [];
    const dueTimes = behaviours.map((_, index) => index * 5_000);
    const model = new ModelDelivery(
      8,
      dueTimes.map((dueAt) => ({ endpoint: one, dueAt })),
    );
    model.play(({ ring, running }) => {
      if (running.size === 0) classes.push(ring.classOf(one.id));
    });
    expect(classes).toEqual([...Array(6).fill('failing'), 'proven']);
  });

  it('forgets what it knew of a receiver when its URL changes', () => {
    const ring = new Ring(8);
    const destination = { organization_id: 'org', endpoint_id: 'one', due_at: 0 };
    const state = { enabled: true, failing_since: 5, proven_at: null };
    ring.note([{ ...destination, endpoint: { ...state, url: 'https://old.example' } }]);
    expect(ring.classOf('one')).toBe('failing');
    const moved = { ...state, failing_since: null, url: 'https://new.example' };
    ring.note([{ ...destination, endpoint: moved }]);
    expect(ring.classOf('one')).toBe('new');
    expect(ring.pick(0)).toHaveLength(1);
  });

  it('returns destinations whose endpoint is disabled or gone once, without a lane', () => {
    const ring = new Ring(8);
    const endpoint = {
      url: 'https://one.example',
      enabled: false,
      failing_since: null,
      proven_at: null,
    };
    ring.note([
      { organization_id: 'org', endpoint_id: 'disabled', due_at: 0, endpoint },
      { organization_id: 'org', endpoint_id: 'gone', due_at: 0, endpoint: undefined },
    ]);
    expect(ring.takeDead().map(({ endpoint_id }) => endpoint_id)).toEqual(['disabled', 'gone']);
    expect([ring.takeDead(), ring.pick(0)]).toEqual([[], []]);
  });

  it('remembers a delivery that becomes known while others are being claimed', () => {
    const ring = new Ring(8);
    const hint = { organization_id: 'org', endpoint_id: 'one', due_at: 0 };
    const endpoint = {
      url: 'https://one.example',
      enabled: true,
      failing_since: null,
      proven_at: 1,
    };
    ring.note([{ ...hint, endpoint }]);
    const [turn] = ring.pick(0);
    ring.hint(hint);
    if (turn !== undefined) ring.begin(turn, 0);
    expect(ring.pick(0)).toHaveLength(1);
  });

  it.each([1, 8, 64, 256])(
    'gives each pool a lane and no more than %i in all, if it can',
    (lanes) => {
      const limits = poolLimits(lanes);
      const counts = CLASSES.map((pool) => limits[pool].lanes);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(Math.max(3, lanes));
    },
  );
});
