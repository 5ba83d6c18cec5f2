import { beforeEach, describe, expect, test } from 'vitest';
import { SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { emitEvent } from './emit-event.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

const follow = async (after: string, query = '', key = account.test) =>
  (await world.get(`/v1/webhook_events?after=${after}${query}`, key)).body;
const idsOf = ({ data }: { data: readonly { id: string }[] }) => data.map(({ id }) => id);

/** Causes an event. Returns its id. */
async function cancelOne(key = account.test): Promise<string> {
  const { id } = await world.createJob(key);
  await world.post(`/v1/jobs/${id}/cancel`, key);
  const { data } = (await world.get('/v1/webhook_events?limit=1', key)).body;
  return data[0].id;
}

describe('GET /v1/webhook_events with after', () => {
  test('begins with the first event, and continues from each position', async () => {
    const first = await cancelOne();
    const page = await follow('start');
    expect(page).toMatchObject({ object: 'list', has_more: false, next_cursor: null });
    expect(idsOf(page)).toEqual([first]);
    expect(page.data[0]).toMatchObject({ type: 'job.cancelled', deliveries: [] });
    const others = [await cancelOne(), await cancelOne()];
    const next = await follow(page.position);
    expect(idsOf(next)).toEqual(others);
    expect(idsOf(await follow(next.position))).toEqual([]);
    expect(idsOf(await follow(page.position))).toEqual(others);
  });

  test('begins with the present', async () => {
    await cancelOne();
    const present = await follow('now');
    expect(present.data).toEqual([]);
    const next = await cancelOne();
    expect(idsOf(await follow(present.position))).toEqual([next]);
  });

  test('pages by next_cursor, which ends with the last page', async () => {
    const all = [await cancelOne(), await cancelOne(), await cancelOne()];
    const first = await follow('start', '&limit=2');
    const last = await follow('start', `&limit=2&cursor=${first.next_cursor}`);
    expect([...idsOf(first), ...idsOf(last)]).toEqual(all);
    expect([first.has_more, last.has_more, last.next_cursor]).toEqual([true, false, null]);
    expect(idsOf(await follow(last.position))).toEqual([]);
  });

  test('has no position in the list without after', async () => {
    expect((await world.get('/v1/webhook_events', account.test)).body).not.toHaveProperty(
      'position',
    );
  });

  test.each([
    ['type=job.cancelled', 'type'],
    ['status=pending', 'status'],
  ])('refuses %s beside it', async (filter, field) => {
    const { error } = await follow('start', `&${filter}`);
    expect(error.details).toEqual([{ field, message: expect.stringContaining('after') }]);
  });

  test('refuses a position that is malformed, or of another organization or environment', async () => {
    await cancelOne();
    const { position } = await follow('now');
    const stranger = await world.openOrganization();
    const refused = [
      await follow('nonsense'),
      await follow(`${position}x`),
      await follow(position, '', stranger.test),
      await follow(position, '', account.live),
    ];
    for (const { error } of refused) expect(error.details[0].field).toBe('after');
  });

  test('refuses a position of a later state of the store', async () => {
    const snapshot = world.store.snapshot();
    await cancelOne();
    const { position } = await follow('now');
    world.store.restore(snapshot);
    expect((await follow(position)).error.details[0].field).toBe('after');
  });

  test('keeps positions in a snapshot', async () => {
    await cancelOne();
    const { position } = await follow('now');
    world.store.restore(JSON.parse(JSON.stringify(world.store.snapshot())));
    expect(idsOf(await follow(position))).toEqual([]);
    const next = await cancelOne();
    expect(idsOf(await follow(position))).toEqual([next]);
  });
});

describe('GET /v1/webhook_events with after and Prefer: wait', () => {
  async function poll(after: string, prefer = 'wait=30', key = account.test) {
    const headers = { prefer };
    let isWaiting = true;
    const responded = world
      .get(`/v1/webhook_events?after=${after}`, key, { headers })
      .finally(() => {
        isWaiting = false;
      });
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    return { responded, isWaiting: () => isWaiting };
  }

  test('responds as soon as there is an event', async () => {
    const { position } = await follow('now');
    const { responded, isWaiting } = await poll(position);
    expect(isWaiting()).toBe(true);
    const id = await cancelOne();
    const { body, headers } = await responded;
    expect(idsOf(body)).toEqual([id]);
    expect(headers.get('preference-applied')).toBe('wait=30');
    expect(world.clock.nextWake()).toBeUndefined();
  });

  test('responds at once when there is one already', async () => {
    const id = await cancelOne();
    const { body, headers } = await (await poll('start')).responded;
    expect([idsOf(body), headers.get('preference-applied')]).toEqual([[id], 'wait=30']);
  });

  test('responds without events when the time is over', async () => {
    const { position } = await follow('now');
    const { responded, isWaiting } = await poll(position, 'wait=2');
    await world.passTime(2 * SECOND - 1);
    expect(isWaiting()).toBe(true);
    await world.passTime(1);
    expect((await responded).body).toMatchObject({ data: [], has_more: false });
  });

  test('keeps waiting for events of other organizations and environments', async () => {
    const { position } = await follow('now');
    const { isWaiting } = await poll(position);
    const stranger = await world.openOrganization();
    await cancelOne(stranger.test);
    const live = { organization_id: account.organizationId, environment: 'live' } as const;
    const data = { object: 'credit_balance' };
    await world.transact((work) => emitEvent(work, live, 'credits.low_balance', data));
    expect(isWaiting()).toBe(true);
  });

  test('does not wait for the present, or without after', async () => {
    const now = await (await poll('now')).responded;
    const list = await world.get('/v1/webhook_events', account.test, {
      headers: { prefer: 'wait=30' },
    });
    for (const { status, headers } of [now, list]) {
      expect([status, headers.get('preference-applied')]).toEqual([200, null]);
    }
  });

  test('refuses a malformed position, and more than 60 seconds', async () => {
    const { position } = await follow('now');
    expect((await (await poll('nonsense')).responded).status).toBe(400);
    expect((await (await poll(position, 'wait=61')).responded).status).toBe(400);
  });

  test('lets 20 requests of an organization and environment wait', async () => {
    const { position } = await follow('now');
    const polls = [];
    for (let count = 0; count < 20; count += 1) polls.push(await poll(position));
    const beyond = (await (await poll(position)).responded).headers;
    expect(beyond.get('preference-applied')).toBeNull();
    const live = (await follow('now', '', account.live)).position;
    expect((await poll(live, 'wait=30', account.live)).isWaiting()).toBe(true);
    await cancelOne();
    for (const { responded } of polls) expect(idsOf((await responded).body)).toHaveLength(1);
    expect((await poll((await follow('now')).position)).isWaiting()).toBe(true);
  });
});
