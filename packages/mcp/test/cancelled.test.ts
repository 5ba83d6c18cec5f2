import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type Rewrite, startService } from './support/service.ts';
import { connect, JOB, JOB_CENTS, type Session, TRANSPORTS } from './support/session.ts';

const CONFIRMED = { ...JOB, confirm_cost_cents: JOB_CENTS };

/** Holds what a test says until it is let go, and tells when it arrives. */
function holding(isHeld: (request: string) => boolean) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const rewrite: Rewrite = async (path, body, method) => {
    if (!isHeld(`${method} ${path}`)) return body;
    arrived();
    await released;
    return body;
  };
  return { rewrite, arrival, release };
}

/** Calls a tool, and gives up as the user of an assistant does, once `moment` has come. */
async function giveUp(
  { client }: Session,
  name: string,
  given: Record<string, unknown>,
  moment: Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const call = client.callTool({ name, arguments: given }, { signal: controller.signal });
  call.catch(() => {});
  await moment;
  controller.abort();
  await expect(call).rejects.toThrow();
}

describe.each(TRANSPORTS)('a call that is cancelled over %s', (transport) => {
  test('ends the wait for a job, and serves further calls', async () => {
    const held = holding((request) => request.startsWith('GET /v1/jobs/'));
    const { url, world, abandoned } = await startService(held.rewrite);
    const session = await connect(transport, { url, apiKey: world.apiKey });
    const { data } = await session.call('create_job', JOB);
    const given = { job_id: data.job.id, timeout_seconds: 300 };
    await giveUp(session, 'wait_for_job', given, held.arrival);
    await vi.waitUntil(() => abandoned.includes(`GET /v1/jobs/${data.job.id}`));
    held.release();
    expect((await session.call('get_job', { job_id: data.job.id })).data.job.status).toBe('open');
  });

  test.each([
    ['while it looks at what was spent', 'GET /v1/jobs?limit=100', true],
    ['while the job is created', 'POST /v1/jobs', false],
  ])('spends once, %s, when the assistant calls again', async (_when, request, created) => {
    const held = holding((one) => one === request);
    const { url, world } = await startService(held.rewrite);
    const options = { url, apiKey: world.liveKey, maxSpendCents: JOB_CENTS };
    const session = await connect(transport, options);
    await giveUp(session, 'create_job', CONFIRMED, held.arrival);
    held.release();
    expect((await session.call('create_job', CONFIRMED)).data.created).toBe(created);
    expect(await world.jobs()).toHaveLength(1);
    expect((await world.credits()).held_cents).toBe(JOB_CENTS);
  });
});

test('leaves no part of a file behind when a download is cancelled', async () => {
  const held = holding((request) => request.startsWith('GET /_download/'));
  const { url, world } = await startService(held.rewrite);
  const session = await connect('stdio', { url, apiKey: world.apiKey });
  const { data } = await session.call('create_job', { ...JOB, files_needed: 10 });
  await world.clock.advance('1m');
  const given = { job_id: data.job.id, directory: 'cups' };
  await giveUp(session, 'download_files', given, held.arrival);
  const left = () => readdirSync(session.folder, { recursive: true }).join();
  await vi.waitUntil(() => left() === 'cups');
  held.release();
  const saved = await session.call('download_files', given);
  expect(saved.data.count).toBe(10);
  expect(readdirSync(session.folder)).toEqual(['cups']);
  expect(readdirSync(join(session.folder, 'cups'))).toHaveLength(10);
});
