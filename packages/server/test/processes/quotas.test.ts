import { afterEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds } from '../../src/testing/databases.ts';
import { readMetrics } from '../support/read-metrics.ts';
import { callServer, JOB, startTestServer, type TestServer } from '../support/test-server.ts';

for (const kind of await databaseKinds()) describe(`quotas on ${kind.name}`, () => specify(kind));

/** Requests sent at the same time, of which one fits. */
const RIVALS = 6;

function specify(kind: DatabaseKind): void {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** Two servers on one database where that is possible, else one. */
  async function start(free: Readonly<Record<string, number>>) {
    const first = await startTestServer(kind, { quotas: { free } });
    ends.push(() => first.close());
    if (kind.name === 'SQLite') return { first, urls: [first.url] };
    const second = await first.startSecond();
    ends.push(() => second.close());
    return { first, urls: [first.url, second.url] };
  }

  async function statusesOf(requests: readonly Promise<{ readonly status: number }>[]) {
    return (await Promise.all(requests)).map(({ status }) => status).sort();
  }

  const oneFits = [201, ...Array.from({ length: RIVALS - 1 }, () => 429)];

  it.each([
    ['active_jobs', 2, '/v1/jobs', JOB],
    ['open_files', 2, '/v1/jobs', JOB],
    [
      'webhook_endpoints',
      2,
      '/v1/webhook_endpoints',
      { url: 'https://x.example', events: ['job.completed'] },
    ],
    ['api_keys', 3, '/v1/api_keys', { name: 'x' }],
  ])(
    'admits one of many concurrent requests at limit − 1 of %s',
    async (name, limit, path, body) => {
      const { first, urls } = await start({ [name]: limit });
      const post = (url: string) => callServer(url, 'POST', path, { key: first.test, body });
      expect((await post(first.url)).status).toBe(201);
      const rivals = Array.from({ length: RIVALS }, (_, index) =>
        post(urls[index % urls.length] ?? ''),
      );
      expect(await statusesOf(rivals)).toEqual(oneFits);
    },
  );

  it('counts every byte of jobs that are created at the same time', async () => {
    const { first, urls } = await start({ stored_bytes: 1_000_000 });
    const create = (url: string) =>
      callServer(url, 'POST', '/v1/jobs', { key: first.test, body: JOB });
    await statusesOf(
      Array.from({ length: RIVALS }, (_, index) => create(urls[index % urls.length] ?? '')),
    );
    const [row] = await first.database.execute('SELECT sum(stored_bytes) AS bytes FROM jobs');
    expect(await usedOf(first, 'stored_bytes')).toBe(Number(row?.bytes));
  });

  it('shows refusals in the metrics', async () => {
    const { first } = await start({ active_jobs: 0 });
    await first.call('POST', '/v1/jobs', { key: first.test, body: JOB });
    const { text } = await first.call('GET', '/metrics');
    expect(text).toContain('firsthand_quota_refusals_total{quota="active_jobs"} 1');
  });

  it('shows in the metrics what all organizations use, and the one that uses most', async () => {
    const { first } = await start({ active_jobs: 5 });
    const signup = { body: { name: 'Other', email: 'other@acme.example' } };
    const { body: other } = await first.call('POST', '/v1/auth/signup', signup);
    for (const key of [first.test, first.test, first.live, other.api_key]) {
      const created = await first.call('POST', '/v1/jobs', { key, body: JOB });
      expect(created.status).toBe(201);
    }
    const text = await readMetrics(first.url);
    expect(text).toContain('firsthand_quota_used{quota="active_jobs"} 4');
    expect(text).toContain('firsthand_quota_largest_use{quota="active_jobs"} 2');
  });
}

async function usedOf(server: TestServer, quota: string): Promise<number> {
  const { body } = await server.call('GET', '/v1/organization/settings', { key: server.test });
  return body.quotas.find(({ name }: { name: string }) => name === quota).used;
}
