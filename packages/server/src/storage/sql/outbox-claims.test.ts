import type { DeliveryRecord } from '@firsthandapi/engine';
import { deliveryRecord, endpointRecord, eventRecord } from '@firsthandapi/engine/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from './sql-store.ts';

const DELIVERIES = 120;
const LEASE_MS = 30_000;

for (const kind of await databaseKinds()) {
  describe(`two processes that claim deliveries on ${kind.name}`, () => {
    let database: TestDatabase;
    const stores: SqlStore[] = [];
    afterEach(async () => {
      for (const store of stores.splice(0)) await store.close();
      await database.remove();
    });

    async function open(): Promise<SqlStore> {
      const store = await openStore(database.location);
      stores.push(store);
      return store;
    }

    async function claim(store: SqlStore, now: number): Promise<readonly DeliveryRecord[]> {
      const want = { organization_id: 'org_1', endpoint_id: 'whe_1', count: 7 };
      return store.transact(({ outbox }) => outbox.claim([want], now, now + LEASE_MS));
    }

    /** Claims until nothing is left, as a process does that never records an outcome. */
    async function claimAll(store: SqlStore, now: number): Promise<DeliveryRecord[]> {
      const claimed: DeliveryRecord[] = [];
      for (;;) {
        const batch = await claim(store, now);
        if (batch.length === 0) return claimed;
        claimed.push(...batch);
      }
    }

    it('never claims an attempt twice, and again only what is not settled when its lease has ended', async () => {
      database = await kind.create();
      const first = await open();
      const second = await open();
      await first.transact(async ({ organizations, webhook_endpoints, events, deliveries }) => {
        await organizations.insert(organization({ id: 'org_1' }));
        await webhook_endpoints.insert(endpointRecord());
        await events.insert(eventRecord());
        for (let made = 0; made < DELIVERIES; made += 1) {
          await deliveries.insert(deliveryRecord({ id: `whd_${made}` }));
        }
      });
      const claims = await Promise.all([claimAll(first, 1), claimAll(second, 1)]);
      const ids = claims.flat().map(({ id }) => id);
      expect([ids.length, new Set(ids).size]).toEqual([DELIVERIES, DELIVERIES]);

      // One of them records half of its outcomes, then both are killed.
      const [own] = claims;
      const settled = own.slice(0, Math.ceil(own.length / 2)).map(({ id, event_id, attempts }) => ({
        id,
        event_id,
        attempt: attempts,
        attempts,
        status: 'delivered' as const,
        next_attempt_at: null,
        last_status_code: 200,
      }));
      await first.transact(({ outbox }) => outbox.settle(settled));
      expect(await claimAll(second, LEASE_MS)).toEqual([]);
      const again = await Promise.all([
        claimAll(first, LEASE_MS + 1),
        claimAll(second, LEASE_MS + 1),
      ]);
      const repeated = again.flat();
      expect(new Set(repeated.map(({ id }) => id)).size).toBe(repeated.length);
      expect(repeated).toHaveLength(DELIVERIES - settled.length);
      expect(repeated.every(({ attempts }) => attempts === 2)).toBe(true);
    });

    it('leaves every event with the status of its worst delivery when two processes settle them', async () => {
      database = await kind.create();
      const stores = [await open(), await open()] as const;
      const [first] = stores;
      const eventIds = Array.from({ length: 12 }, (_, place) => `evt_${place}`);
      const idsOf = (place: number) => eventIds.map((id) => `whd_${id}_${place}`);
      await first.transact(async ({ organizations, webhook_endpoints, events, deliveries }) => {
        await organizations.insert(organization({ id: 'org_1' }));
        await webhook_endpoints.insert(endpointRecord());
        for (const id of eventIds) await events.insert(eventRecord({ id }));
        for (const event_id of eventIds) {
          for (const place of [0, 1, 2, 3]) {
            const id = `whd_${event_id}_${place}`;
            await deliveries.insert(deliveryRecord({ id, event_id, attempts: 1 }));
          }
        }
      });
      const settleAll = (place: number) => {
        const results = idsOf(place).map((id, event) => ({
          id,
          event_id: eventIds[event] ?? '',
          attempt: 1,
          attempts: 1,
          // The last delivery of every third event has failed.
          status: place === 3 && event % 3 === 0 ? ('failed' as const) : ('delivered' as const),
          next_attempt_at: null,
          last_status_code: 200,
        }));
        // In both directions, so that neither locks in the order in which it was asked.
        if (place % 2 === 1) results.reverse();
        return stores[place % 2]?.transact(({ outbox }) => outbox.settle(results));
      };
      await Promise.all([settleAll(0), settleAll(1)]);
      const pending = await database.execute("SELECT id FROM events WHERE status <> 'pending'");
      expect(pending).toEqual([]);
      await Promise.all([settleAll(2), settleAll(3)]);
      const rows = await database.execute('SELECT id, status FROM events');
      const statuses = new Map(rows.map(({ id, status }) => [id, status]));
      for (const [place, id] of eventIds.entries()) {
        expect(statuses.get(id)).toBe(place % 3 === 0 ? 'failed' : 'delivered');
      }
    });
  });
}
