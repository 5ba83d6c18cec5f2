import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { type HangingReceiver, startHangingReceiver } from './support/hanging-receiver.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { JOB, liftAllLimits, startTestServer, type TestServer } from './support/test-server.ts';

/** Ten lanes for proven receivers, two for new and four for failing ones. */
const CONCURRENCY = 16;
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

  async function signUp(name: string): Promise<string> {
    const body = { name, email: `dev@${name}.example` };
    return (await server.call('POST', '/v1/auth/signup', { body })).body.api_key;
  }

  /** The same receiver at a host name of its own. */
  const elsewhere = ({ url }: Receiver) => url.replace('127.0.0.1', 'localhost');

  it('delivers to other endpoints while one hangs, and loses no delivery', async () => {
    const jobs = await createJobs(server.test, 40);
    await subscribe(server.test, slow.url);
    await subscribe(server.test, elsewhere(good));
    await cancel(server.test, jobs);
    const delivered = await good.until(40);
    expect(slow.mostHeld).toBeLessThanOrEqual(MOST_AT_ONE_ENDPOINT);
    slow.release();
    // Each attempt that was given up is due again after a minute; one that is still running when the clock moves past
    // its lease is made again.
    while (new Set(slow.received).size < 40) {
      const next = slow.received.length + 1;
      server.clock.advance(60_000);
      await slow.until(next);
    }
    const ids = delivered.map(({ headers }) => headers['x-firsthand-event-id']);
    expect(new Set(slow.received)).toEqual(new Set(ids));
    expect(slow.mostHeld).toBeLessThanOrEqual(MOST_AT_ONE_ENDPOINT);
  });

  it.each([
    [2, 40],
    [50, 2],
  ])(
    'delivers on time beside %i organizations with %i endpoints each that hang',
    async (organizations, endpoints) => {
      const names = Array.from({ length: organizations }, (_, index) => `hostile${index}`);
      const hostile = await Promise.all(names.map(signUp));
      const innocent = await signUp('innocent');
      await liftAllLimits(server.database);
      for (const key of hostile) {
        await Promise.all(Array.from({ length: endpoints }, () => subscribe(key, slow.url)));
      }
      await subscribe(innocent, elsewhere(good));
      const hostileJobs = await Promise.all(hostile.map((key) => createJobs(key, 2)));
      const jobs = await createJobs(innocent, 12);
      await Promise.all(hostile.map((key, index) => cancel(key, hostileJobs[index] ?? [])));
      // Every lane for new receivers has an attempt that hangs.
      await slow.until(2);
      await cancel(innocent, jobs);
      await good.until(12);
      // The hanging receivers still hold attempts, and most of their deliveries still wait for a lane.
      expect(slow.held).toBeGreaterThan(0);
      expect(slow.received.length).toBeLessThan(organizations * endpoints * 2);
    },
  );
}
