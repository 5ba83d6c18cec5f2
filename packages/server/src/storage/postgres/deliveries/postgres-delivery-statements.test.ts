import type { DeliveryRecord, DeliveryResult, DeliveryStatements } from '@firsthandapi/engine';
import { deliveryRecord, endpointRecord, eventRecord } from '@firsthandapi/engine/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../../testing/databases.ts';
import { organization } from '../../../testing/records.ts';
import { openStore } from '../../open-store.ts';
import type { SqlStore } from '../../sql/sql-store.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');
const LEASED_UNTIL = 30_000;

describe.skipIf(postgres === undefined)('statements that claim and settle deliveries', () => {
  let database: TestDatabase;
  const stores: SqlStore[] = [];
  beforeEach(async () => {
    if (postgres === undefined) return;
    database = await postgres.create();
    stores.push(await openStore(database.location), await openStore(database.location));
    await at(0).transact(async ({ organizations, webhook_endpoints, events, deliveries }) => {
      await organizations.insert(organization({ id: 'org_1' }));
      await webhook_endpoints.insert(endpointRecord());
      for (let event = 0; event < 10; event += 1) {
        await events.insert(eventRecord({ id: `evt_${event}` }));
        for (let made = 0; made < 4; made += 1) {
          const id = `whd_${event}_${made}`;
          await deliveries.insert(deliveryRecord({ id, event_id: `evt_${event}` }));
        }
      }
    });
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await database.remove();
  });

  function at(index: number): SqlStore {
    return stores[index % stores.length] as SqlStore;
  }

  function statements(index: number): DeliveryStatements {
    const found = at(index).deliveryStatements;
    if (found === undefined) throw new Error('PostgreSQL has statements for deliveries');
    return found;
  }

  function claim(index: number, count: number, endpoint_id = 'whe_1') {
    const want = { organization_id: 'org_1', endpoint_id, count };
    return statements(index).claim([want], 1, LEASED_UNTIL);
  }

  function delivered({ id, event_id, attempts }: DeliveryRecord): DeliveryResult {
    const result = { status: 'delivered', next_attempt_at: null, last_status_code: 200 } as const;
    return { id, event_id, attempt: attempts, attempts, ...result };
  }

  const statusOfEvents = async () => {
    const rows = await at(0).read(({ events }) => events.list({ limit: 100 }));
    return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
  };

  it('returns what an attempt is made of with the delivery that it is claimed for', async () => {
    const [claimed] = await claim(0, 1);
    const stored = await at(0).read(({ deliveries }) => deliveries.get(claimed?.delivery.id ?? ''));
    expect(claimed?.delivery).toEqual(stored);
    expect(stored).toMatchObject({ attempts: 1, next_attempt_at: LEASED_UNTIL });
    expect(claimed?.event).toEqual(eventRecord({ id: stored?.event_id ?? '' }));
    expect(claimed?.endpoint).toEqual(endpointRecord());
  });

  it('returns a delivery whose endpoint is gone without it', async () => {
    await at(0).transact(({ deliveries }) =>
      deliveries.insert(
        deliveryRecord({ id: 'whd_gone', event_id: 'evt_0', endpoint_id: 'whe_gone' }),
      ),
    );
    const [claimed] = await claim(0, 1, 'whe_gone');
    expect(claimed?.delivery.id).toBe('whd_gone');
    expect(claimed?.endpoint).toBeUndefined();
  });

  it('records deliveries of the last attempt only, on the event and on the endpoint', async () => {
    const claimed = await claim(0, 40);
    const ofFirst = claimed.filter(({ delivery }) => delivery.event_id === 'evt_0');
    const results = ofFirst.map(({ delivery }) => delivered(delivery));
    const [late, ...others] = results;
    await statements(0).settleDelivered(
      [{ ...delivered(ofFirst[0]?.delivery as never), attempt: 7 }],
      5,
    );
    const endpoint = () => at(0).read(({ webhook_endpoints }) => webhook_endpoints.get('whe_1'));
    expect((await endpoint())?.proven_at).toBeNull();
    await statements(0).settleDelivered(others, 5);
    expect((await endpoint())?.proven_at).toBe(5);
    expect((await statusOfEvents()).evt_0).toBe('pending');
    if (late !== undefined) await statements(0).settleDelivered([late], 6);
    expect(await statusOfEvents()).toMatchObject({ evt_0: 'delivered', evt_1: 'pending' });
    const where = { event_id: 'evt_0' } as const;
    const rows = await at(0).read(({ deliveries }) => deliveries.list({ where, limit: 9 }));
    expect(rows.map(({ status, next_attempt_at }) => [status, next_attempt_at])).toEqual(
      Array.from({ length: 4 }, () => ['delivered', null]),
    );
  });

  it('claims nothing twice, and leaves every event delivered, when two processes settle its deliveries at once', async () => {
    const batches = await Promise.all(Array.from({ length: 20 }, (_, turn) => claim(turn, 3)));
    const claimed = batches.flat();
    expect(new Set(claimed.map(({ delivery }) => delivery.id)).size).toBe(40);
    expect(claimed).toHaveLength(40);
    await Promise.all(
      batches.map((batch, turn) =>
        statements(turn).settleDelivered(
          batch.map(({ delivery }) => delivered(delivery)),
          turn,
        ),
      ),
    );
    expect(new Set(Object.values(await statusOfEvents()))).toEqual(new Set(['delivered']));
  });

  it('leaves an event pending to which a transaction adds a delivery as the others are settled', async () => {
    const claimed = await claim(0, 40);
    const replay = (event: number) =>
      at(1).transact(async ({ deliveries, events }) => {
        const replayed = await events.get(`evt_${event}`);
        if (replayed === undefined) throw new Error(`No event ${event}`);
        const event_id = replayed.id;
        await deliveries.insert(deliveryRecord({ id: `whd_again_${event}`, event_id }));
        await events.update({ ...replayed, status: 'pending' });
      }, 'org_1');
    await Promise.all(
      Array.from({ length: 10 }, (_, event) => [
        replay(event),
        statements(0).settleDelivered(
          claimed
            .filter(({ delivery }) => delivery.event_id === `evt_${event}`)
            .map(({ delivery }) => delivered(delivery)),
          5,
        ),
      ]).flat(),
    );
    expect(new Set(Object.values(await statusOfEvents()))).toEqual(new Set(['pending']));
  });
});
