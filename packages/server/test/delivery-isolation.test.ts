import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { type HangingReceiver, startHangingReceiver } from './support/hanging-receiver.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { JOB, liftAllLimits, startTestServer, type TestServer } from './support/test-server.ts';

/** Sixteen tasks at a time, twelve of them for one organization. */
const CONCURRENCY = 16;
const MOST_OF_ONE_ORGANIZATION = 12;
const MOST_AT_ONE_ENDPOINT = 8;

for (const kind of await databaseKinds()) {
  describe(`receivers that never respond, on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  let slow: HangingReceiver;
  let good: Receiver;
  beforeEach(async () => {
    server = await startTestServer(kind, { deliveryConcurrency: CONCURRENCY });
    await liftAllLimits(server.database);
    slow = await startHangingReceiver();
    good = await startReceiver();
  });
  afterEach(async () => {
    slow.release();
    await server.close();
    await Promise.all([slow.close(), good.close()]);
  });

  async function subscribe(key: string, url: string): Promise<string> {
    const body = { url, events: ['job.cancelled'] };
    return (await server.call('POST', '/v1/webhook_endpoints', { key, body })).body.id;
  }

  async function createJobs(key: string, count: number): Promise<string[]> {
    const create = () => server.call('POST', '/v1/jobs', { key, body: JOB });
    const answers = await Promise.all(Array.from({ length: count }, create));
    return answers.map(({ body }) => body.id);
  }

  async function cancel(key: string, ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => server.call('POST', `/v1/jobs/${id}/cancel`, { key })));
  }

  /** Returns the deliveries to an endpoint, with their attempts and status. */
  async function deliveriesTo(endpoint: string) {
    const { body } = await server.call('GET', '/v1/webhook_events?limit=100', { key: server.test });
    const all = body.data.flatMap(({ deliveries }: { deliveries: object[] }) => deliveries);
    return all.filter(({ endpoint_id }: { endpoint_id: string }) => endpoint_id === endpoint);
  }

  it('delivers to other endpoints while one hangs, and loses no delivery', async () => {
    const jobs = await createJobs(server.test, 40);
    const endpoint = await subscribe(server.test, slow.url);
    await subscribe(server.test, good.url);
    await cancel(server.test, jobs);
    const delivered = await good.until(40);
    // No response has come yet, and the eight attempts that were started have not timed out either.
    expect([slow.received.length, slow.held]).toEqual([MOST_AT_ONE_ENDPOINT, MOST_AT_ONE_ENDPOINT]);
    const deliveries = await deliveriesTo(endpoint);
    const attempts = deliveries.map(({ attempts }: { attempts: number }) => attempts);
    expect(attempts.sort()).toEqual([...Array(32).fill(0), ...Array(8).fill(1)]);
    expect(deliveries.every(({ status }: { status: string }) => status === 'pending')).toBe(true);
    slow.release();
    // Every waiting attempt is retried within a minute, and at least one of them gets a slot then. One that is still
    // running when the clock moves past its lease is made again.
    while (new Set(slow.received).size < 40) {
      const next = slow.received.length + 1;
      server.clock.advance(60_000);
      await slow.until(next);
    }
    const ids = delivered.map(({ headers }) => headers['x-firsthand-event-id']);
    expect(new Set(slow.received)).toEqual(new Set(ids));
    expect(slow.mostHeld).toBe(MOST_AT_ONE_ENDPOINT);
  });

  it("delivers to other organizations while all of one organization's endpoints hang", async () => {
    for (let made = 0; made < 4; made += 1) await subscribe(server.test, slow.url);
    const signup = { name: 'Other', email: 'dev@other.example' };
    const other = (await server.call('POST', '/v1/auth/signup', { body: signup })).body.api_key;
    await liftAllLimits(server.database);
    await subscribe(other, good.url);
    const hostileJobs = await createJobs(server.test, 10);
    const otherJobs = await createJobs(other, 10);
    await cancel(server.test, hostileJobs);
    await slow.until(MOST_OF_ONE_ORGANIZATION);
    await cancel(other, otherJobs);
    expect(await good.until(10)).toHaveLength(10);
    expect([slow.received.length, slow.held]).toEqual([
      MOST_OF_ONE_ORGANIZATION,
      MOST_OF_ONE_ORGANIZATION,
    ]);
  });
}
