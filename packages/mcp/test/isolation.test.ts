import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FirstHandClient } from '@firsthandapi/sdk';
import { describe, expect, test } from 'vitest';
import { startService } from './support/service.ts';
import { ALL_SCOPES, connect, JOB, TRANSPORTS, temporaryFolder } from './support/session.ts';

const SECRET_TITLE = 'Belongs to somebody else';

/** A session of one organization, and a completed job of another. */
async function beside(transport: 'stdio' | 'http') {
  const service = await startService();
  const { url, world, other } = service;
  const theirs = new FirstHandClient({ apiKey: other.apiKey, fetch: other.fetch });
  const job = await theirs.createJob({ ...JOB, title: SECRET_TITLE } as never);
  await theirs.createJob({ ...JOB, title: SECRET_TITLE } as never);
  await other.clock.advance('15s');
  const session = await connect(transport, { url, apiKey: world.apiKey });
  return { ...service, theirs, job, session };
}

describe.each(TRANSPORTS)('attempts to read another organization over %s', (transport) => {
  test.each([
    ['get_job', (id: string) => ({ job_id: id })],
    ['wait_for_job', (id: string) => ({ job_id: id, timeout_seconds: 1 })],
    ['list_files', (id: string) => ({ job_id: id, include_content: true })],
    ['cancel_job', (id: string) => ({ job_id: id })],
    ['rate_job', (id: string) => ({ job_id: id, rating: 1 })],
    ['get_job', (id: string) => ({ job_id: `x/../${id}` })],
    ['get_job', (id: string) => ({ job_id: `${id}?environment=live` })],
    ['get_job', (id: string) => ({ job_id: `%2e%2e/jobs/${id}` })],
    ['get_job', (id: string) => ({ job_id: `${id}#` })],
    ['get_job', (id: string) => ({ job_id: `..\\jobs\\${id}` })],
    ['get_job', (id: string) => ({ job_id: ` ${id}\t` })],
    ['get_job', (id: string) => ({ job_id: id.replace('job_', '\uff4aob_') })],
    ['wait_for_job', (id: string) => ({ job_id: `${id}/cancel`, timeout_seconds: 1 })],
    ['list_files', (id: string) => ({ job_id: `x\r\nAuthorization: Bearer y\r\n${id}` })],
  ])('gives nothing of a job of theirs to %s', async (name, given) => {
    const { job, session } = await beside(transport);
    const answer = await session.call(name, given(job.id));
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('not_found')]);
    expect(answer.text).not.toContain(SECRET_TITLE);
  });

  test.each(['..', '.', '../webhook_endpoints'])(
    'keeps the id %s within its place in the path',
    async (job_id) => {
      const { session, requests } = await beside(transport);
      expect((await session.call('get_job', { job_id })).isError).toBe(true);
      expect(requests.filter((one) => one.startsWith('GET /v1/webhook_endpoints'))).toEqual([]);
    },
  );

  test('lists no job of theirs, even with a cursor of theirs', async () => {
    const { theirs, session } = await beside(transport);
    expect((await session.call('list_jobs')).data.jobs).toEqual([]);
    const { next_cursor } = await theirs.listJobs({ limit: 1 });
    expect(next_cursor).toBeTypeOf('string');
    const answer = await session.call('list_jobs', { cursor: next_cursor });
    expect(answer.text).not.toContain(SECRET_TITLE);
    expect(answer.data.jobs ?? []).toEqual([]);
  });

  test.each(['list_files', 'list_webhook_events'])(
    'continues no list of theirs in %s',
    async (name) => {
      const { theirs, job, session } = await beside(transport);
      const list =
        name === 'list_files'
          ? theirs.getJobFiles(job.id, { limit: 1 })
          : theirs.listWebhookEvents({ limit: 1 });
      const { next_cursor } = await (list as PromiseLike<{ next_cursor: string | null }>);
      expect(next_cursor).toBeTypeOf('string');
      const own = await session.call('create_job', JOB);
      const given = name === 'list_files' ? { job_id: own.data.job.id } : {};
      const answer = await session.call(name, { ...given, cursor: next_cursor });
      expect(answer.text).not.toContain(job.id);
      expect(answer.data.files ?? []).toEqual([]);
    },
  );

  test('counts no submission of theirs, and does not say that their job has none', async () => {
    const { job, session } = await beside(transport);
    const ofAll = await session.call('submission_summary', {});
    expect(ofAll.data).toMatchObject({ total: 0, approval_rate: null });
    const ofTheirs = await session.call('submission_summary', { job_id: job.id });
    const ofNone = await session.call('submission_summary', { job_id: 'job_unknown' });
    for (const answer of [ofTheirs, ofNone]) {
      expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('not_found')]);
    }
  });

  test('explains no request of theirs', async () => {
    const { theirs, session } = await beside(transport);
    const { requestId } = await theirs.getSettings().withResponse();
    const answer = await session.call('explain_error', { request_id: requestId });
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('request_id')]);
  });

  test('does not take a key as an argument', async () => {
    const { job, other, session } = await beside(transport);
    const given = { job_id: job.id, api_key: other.apiKey };
    expect((await session.call('get_job', given)).isError).toBe(true);
  });
});

test('keeps organizations apart that use one handler at the same moment', async () => {
  const { url, world, other } = await startService();
  const sessions = [world, other].map(({ apiKey }) => connect('http', { url, apiKey }));
  const [ours, theirs] = await Promise.all(sessions);
  const calls = Array.from({ length: 20 }, (_, index) => {
    const title = index % 2 === 0 ? 'ours' : 'theirs';
    const session = index % 2 === 0 ? ours : theirs;
    return session?.call('create_job', { ...JOB, title, repeat: `${index}` });
  });
  await Promise.all(calls);
  const titles = async (session: typeof ours) =>
    (await session?.call('list_jobs', { limit: 50 }))?.data.jobs.map(
      (job: { title: string }) => job.title,
    );
  expect(await titles(ours)).toEqual(Array(10).fill('ours'));
  expect(await titles(theirs)).toEqual(Array(10).fill('theirs'));
});

test('downloads no file of another organization', async () => {
  const { job, session } = await beside('stdio');
  const answer = await session.call('download_files', { job_id: job.id, directory: 'theirs' });
  expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('not_found')]);
  expect(readdirSync(session.folder)).toEqual([]);
});

describe('attempts to write outside of the download folder', () => {
  async function withJob() {
    const { url, world } = await startService();
    const session = await connect('stdio', { url, apiKey: world.apiKey });
    const { data } = await session.call('create_job', JOB);
    await world.clock.advance('15s');
    return { session, job_id: data.job.id as string };
  }

  test.each(['..', '../outside', 'a/../../outside', '/tmp/outside', 'a\0b'])(
    'refuses the directory %j',
    async (directory) => {
      const { session, job_id } = await withJob();
      const answer = await session.call('download_files', { job_id, directory });
      expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('directory')]);
      expect(existsSync(join(session.folder, '..', 'outside'))).toBe(false);
    },
  );

  test('refuses a directory behind a symbolic link that leads elsewhere', async () => {
    const { session, job_id } = await withJob();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(session.folder, 'link'));
    for (const directory of ['link', 'link/deeper']) {
      expect((await session.call('download_files', { job_id, directory })).isError).toBe(true);
    }
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('replaces a symbolic link that has the name of a file, and keeps what it leads to', async () => {
    const { session, job_id } = await withJob();
    const given = { job_id, directory: 'cups' };
    const { data } = await session.call('download_files', given);
    const path = data.files[0].path as string;
    const victim = join(session.folder, 'victim');
    writeFileSync(victim, 'mine');
    rmSync(path);
    symlinkSync(victim, path);
    expect((await session.call('download_files', given)).data.files[0].path).toBe(path);
    expect(lstatSync(path).isFile()).toBe(true);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(readdirSync(join(session.folder, 'cups'))).toHaveLength(2);
  });

  test.each(['x'.repeat(300), 'file/within', 'dangling'])(
    'says that the directory %s cannot be used',
    async (directory) => {
      const { session, job_id } = await withJob();
      writeFileSync(join(session.folder, 'file'), '');
      symlinkSync(join(session.folder, 'nowhere'), join(session.folder, 'dangling'));
      const answer = await session.call('download_files', { job_id, directory });
      expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('directory')]);
    },
  );

  test('does not offer downloads over HTTP, where the disk is the server’s', async () => {
    const { url, world } = await startService();
    const session = await connect('http', { url, apiKey: world.apiKey });
    const { tools } = await session.client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('download_files');
    const attempt = session.call('download_files', { job_id: 'job_1', directory: 'a' });
    expect(await attempt.catch(() => ({ isError: true }))).toMatchObject({ isError: true });
  });
});

describe('the scopes of the key', () => {
  const names = (tools: readonly { name: string }[]) => tools.map(({ name }) => name);

  test.each(TRANSPORTS)('lists only what they allow over %s', async (transport) => {
    const { url, world } = await startService();
    const owner = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
    const scopes = ['jobs:read', 'billing:read'] as const;
    const { secret } = await owner.createApiKey({ name: 'reader', scopes: [...scopes] });
    const session = await connect(transport, { url, apiKey: secret, scopes });
    const { tools } = await session.client.listTools();
    const local = transport === 'stdio' ? ['download_files'] : [];
    expect(names(tools).sort()).toEqual(
      ['get_balance', 'get_job', 'list_files', 'list_jobs', 'submission_summary', 'wait_for_job']
        .concat(local)
        .sort(),
    );
    const attempt = session.call('create_job', JOB);
    expect(await attempt.catch(() => ({ isError: true }))).toMatchObject({ isError: true });
    expect(await world.jobs()).toEqual([]);
  });

  test('lists all 12 tools to a key with every scope over stdio', async () => {
    const { url, world } = await startService();
    const session = await connect('stdio', { url, apiKey: world.apiKey, scopes: ALL_SCOPES });
    expect((await session.client.listTools()).tools).toHaveLength(12);
  });

  test('names the scope that a key lacks although its host says otherwise', async () => {
    const { url, world } = await startService();
    const owner = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
    const { secret } = await owner.createApiKey({ name: 'reader', scopes: ['jobs:read'] });
    const session = await connect('http', { url, apiKey: secret });
    const answer = await session.call('create_job', JOB);
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('jobs:write')]);
  });
});
