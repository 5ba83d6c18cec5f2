import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { startService } from './support/service.ts';
import { connect, JOB, TRANSPORTS } from './support/session.ts';

describe.each(TRANSPORTS)('an assistant over %s', (transport) => {
  test.each([false, true])(
    'goes through the quickstart with a test key, legacy protocol: %s',
    async (legacy) => {
      const { url, world } = await startService();
      const session = await connect(transport, { url, apiKey: world.apiKey, legacy });
      const version = session.client.getNegotiatedProtocolVersion();
      expect(version).toBe(legacy ? '2025-11-25' : '2026-07-28');
      const { data } = await session.call('create_job', JOB);
      expect(data).toMatchObject({ created: true, environment: 'test', cost_cents: 100 });
      const id = data.job.id;
      expect((await session.call('get_job', { job_id: id })).data.job.status).toBe('open');
      await world.clock.advance('15s');
      const waited = await session.call('wait_for_job', { job_id: id });
      expect(waited.data).toMatchObject({ finished: true, job: { status: 'completed' } });
      const files = await session.call('list_files', { job_id: id });
      expect(files.data.files).toHaveLength(2);
      expect((await session.call('submission_summary', { job_id: id })).isError).toBe(false);
      const rated = await session.call('rate_job', { job_id: id, rating: 5 });
      expect(rated.data.job.rating).toBe(5);
      const balance = await session.call('get_balance');
      expect(balance.data).toMatchObject({
        environment: 'test',
        held_cents: 0,
        max_spend_cents: 0,
      });
      expect((await session.call('list_jobs')).data.jobs).toHaveLength(1);
      expect((await session.call('list_webhook_events')).data.events).not.toHaveLength(0);
    },
  );
});

test('says of a repeated call that an earlier one created the job', async () => {
  const { url, world } = await startService();
  const session = await connect('stdio', { url, apiKey: world.apiKey });
  const [first, second] = [
    await session.call('create_job', JOB),
    await session.call('create_job', JOB),
  ];
  expect([first.data.created, second.data.created]).toEqual([true, false]);
  expect(second.data.job.id).toBe(first.data.job.id);
  expect(second.data.next_step).toContain('An earlier call');
});

test('says that it created a job whose first response was lost on the way', async () => {
  let isLost = true;
  const { url, world } = await startService((path, body, method) => {
    if (`${method} ${path}` !== 'POST /v1/jobs' || !isLost) return body;
    isLost = false;
    throw new Error('The connection breaks');
  });
  const session = await connect('stdio', { url, apiKey: world.apiKey });
  expect((await session.call('create_job', JOB)).data).toMatchObject({ created: true });
  expect([isLost, await world.jobs()]).toEqual([false, [expect.anything()]]);
});

test('saves the files of a job over stdio, and says their hashes', async () => {
  const { url, world } = await startService();
  const session = await connect('stdio', { url, apiKey: world.apiKey });
  const { data } = await session.call('create_job', JOB);
  await world.clock.advance('15s');
  const saved = await session.call('download_files', { job_id: data.job.id, directory: 'cups' });
  expect(saved.data.count).toBe(2);
  for (const { path, sha256 } of saved.data.files) {
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256);
  }
});
