import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../testing/test-engine.ts';
import type { AttemptLimits } from '../work/engine-settings.ts';
import { atOnce, DeliveryHost, never, type Receiver, TIMEOUT } from './testing/delivery-host.ts';

const LIMITS: AttemptLimits = { perEndpoint: 8, perFailingEndpoint: 2, perOrganization: 24 };

describe('an endpoint that never responds', () => {
  it('limits the concurrent attempts of an endpoint that hangs, and delivers everything to another', async () => {
    const host = new DeliveryHost(LIMITS);
    const account = await host.world.openOrganization();
    const slow = await host.subscribe(account, never);
    const good = await host.subscribe(account, atOnce);
    await host.cancelJobs(account, 200);
    await host.pass(5 * SECOND);
    expect(host.sentTo(good)).toBe(200);
    expect([host.sentTo(slow), host.underWayAt(slow)]).toEqual([8, 8]);
  });

  it('does not slow the other endpoints of an organization that is at its limit', async () => {
    const host = new DeliveryHost({ ...LIMITS, perOrganization: 10 });
    const account = await host.world.openOrganization();
    await host.subscribe(account, never);
    const good = await host.subscribe(account, () => ({ after: 100, status: 200 }));
    await host.cancelJobs(account, 8);
    await host.pass(5 * SECOND);
    await host.cancelJobs(account, 40);
    // Two at a time, 100 ms each.
    await host.pass(3 * SECOND);
    expect(host.sentTo(good)).toBe(48);
  });

  it('counts only attempts that were made, and loses no event', async () => {
    const host = new DeliveryHost(LIMITS);
    const account = await host.world.openOrganization();
    const slow = await host.subscribe(account, never);
    await host.cancelJobs(account, 60);
    await host.pass(40 * SECOND);
    const { body } = await host.world.get('/v1/webhook_events?limit=100', account.test);
    const deliveries = body.data.flatMap((event: { deliveries: object[] }) => event.deliveries);
    expect(deliveries).toHaveLength(60);
    const counted = deliveries.reduce((sum: number, { attempts }: never) => sum + attempts, 0);
    expect(counted).toBe(host.sentTo(slow));
    host.receivers.set(slow, atOnce);
    await host.pass(3 * MINUTE);
    const delivered = await host.world.get(
      '/v1/webhook_events?status=delivered&limit=100',
      account.test,
    );
    expect(delivered.body.data).toHaveLength(60);
  });

  it('lowers the limit once an attempt has failed, until one succeeds', async () => {
    const host = new DeliveryHost(LIMITS);
    const account = await host.world.openOrganization();
    const slow = await host.subscribe(account, never);
    await host.cancelJobs(account, 300);
    await host.pass(TIMEOUT + SECOND);
    await host.pass(20 * SECOND, () => expect(host.underWayAt(slow)).toBeLessThanOrEqual(2));
    host.receivers.set(slow, () => ({ after: SECOND, status: 200 }));
    let most = 0;
    await host.pass(MINUTE, () => {
      most = Math.max(most, host.underWayAt(slow));
    });
    expect(most).toBe(8);
  });

  it('catches up within two minutes of recovering, however much waits', async () => {
    const host = new DeliveryHost(LIMITS);
    const account = await host.world.openOrganization();
    const slow = await host.subscribe(account, never);
    await host.cancelJobs(account, 500);
    await host.pass(30 * SECOND);
    host.receivers.set(slow, atOnce);
    const waiting = new Set(host.sent.map(({ delivery_id }) => delivery_id)).size;
    expect(waiting).toBeLessThan(30);
    await host.pass(2 * MINUTE);
    expect(new Set(host.sent.map(({ delivery_id }) => delivery_id)).size).toBe(500);
  });
});

describe('an organization whose every endpoint hangs', () => {
  it('leaves lanes to the endpoints of other organizations', async () => {
    const host = new DeliveryHost(LIMITS);
    const hostile = await host.world.openOrganization();
    const other = await host.world.openOrganization();
    for (let made = 0; made < 10; made += 1) await host.subscribe(hostile, never);
    const good = await host.subscribe(other, atOnce);
    await host.cancelJobs(hostile, 20);
    await host.cancelJobs(other, 20);
    await host.pass(5 * SECOND);
    expect(host.sentTo(good)).toBe(20);
    expect(host.underWay.size).toBe(24);
  });
});

describe('permits', () => {
  it('keeps the limits and loses nothing, whatever receivers do', async () => {
    const response = fc.record({
      after: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20_000 })),
      status: fc.constantFrom(200, 200, 200, 500),
    });
    const endpoints = fc.array(fc.array(response, { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(endpoints, fc.integer({ min: 1, max: 25 }), async (scripts, jobs) => {
        const host = new DeliveryHost({
          perEndpoint: 3,
          perFailingEndpoint: 1,
          perOrganization: 7,
        });
        const account = await host.world.openOrganization();
        const ids: string[] = [];
        for (const script of scripts) {
          let calls = 0;
          const next: Receiver = ({ attempt }) => {
            calls += 1;
            // The last attempt succeeds, so that any undelivered event was lost.
            if (attempt === 6) return { after: 1, status: 200 };
            return script[calls % script.length] ?? { after: 0, status: 200 };
          };
          ids.push(await host.subscribe(account, next));
        }
        await host.cancelJobs(account, jobs);
        await host.pass(24 * 60 * MINUTE - 1, () => {
          expect(host.underWay.size).toBeLessThanOrEqual(7);
          for (const id of ids) expect(host.underWayAt(id)).toBeLessThanOrEqual(3);
        });
        const { deliveries } = host.world.store.snapshot().tables;
        const rows = Object.values(deliveries);
        expect(rows).toHaveLength(jobs * scripts.length);
        expect(rows.filter(({ status }) => status !== 'delivered')).toEqual([]);
        expect(rows.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(host.sent.length);
      }),
      { numRuns: 30 },
    );
  });

  it('releases permits when the claim could not be committed', async () => {
    const host = new DeliveryHost({ perEndpoint: 1, perFailingEndpoint: 1, perOrganization: 1 });
    const account = await host.world.openOrganization();
    const good = await host.subscribe(account, atOnce);
    await host.cancelJobs(account, 2);
    const { store } = host.world;
    const transact = store.transact.bind(store);
    store.transact = (work) =>
      transact(async (tables) => {
        await work(tables);
        throw new Error('The disk is full');
      });
    await expect(host.world.engine.runNext(host.now)).rejects.toThrow('disk is full');
    store.transact = transact;
    await host.pass(MINUTE);
    expect(host.sentTo(good)).toBe(2);
  });
});
