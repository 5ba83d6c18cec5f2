import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { settlePayout } from '../earnings/payouts.ts';
import { MemoryMail } from '../mail/memory-mail.ts';
import { assessmentOf, People } from '../testing/people.ts';
import { storeWholeUpload } from '../testing/store-whole-upload.ts';
import { DAY, HOUR, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { peopleService } from '../worker-dispatch/people-service.ts';
import { suspendWorker } from '../workers/suspend-worker.ts';

const EMAIL = 'ines@example.org';
const MEDIA = { width: 1_600, height: 1_200, duration_seconds: null };
const DEVICE = { device_model: 'Fairphone 6', device_os: 'Ubuntu Touch', app_version: '9.9.9' };
const CAPTURE = { method: 'in_app', device: DEVICE };

let mail: MemoryMail;
let world: TestEngine;
let account: TestAccount;
let stars: number;

beforeEach(async () => {
  mail = new MemoryMail();
  stars = 4;
  const scorer = { assess: async () => assessmentOf(stars) };
  world = new TestEngine({ people: peopleService }, { mail, scorer });
  account = await world.openOrganization();
  await new People(world).fund(account.organizationId);
});

async function signIn(email = EMAIL): Promise<{ token: string; id: string }> {
  await world.post('/worker/v1/sign_in_codes', '', { email });
  await world.passTime(0);
  const code = mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0];
  const body = { email, code, delivery: 'token', device_name: 'Phone of Ines' };
  const opened = await world.post('/worker/v1/sessions', '', body);
  return { token: opened.body.token, id: opened.body.worker.id };
}

async function join(): Promise<{ token: string; id: string }> {
  const worker = await signIn();
  await world.call('PATCH', '/worker/v1/me', {
    key: worker.token,
    body: { language: 'pt-PT', region: 'PT-11' },
  });
  await world.post('/worker/v1/me/age_statement', worker.token, { is_adult: true });
  const { body } = await world.get('/worker/v1/documents');
  for (const { document, version } of body.data) {
    await world.post('/worker/v1/me/consents', worker.token, { document, version });
  }
  return worker;
}

async function accept(token: string): Promise<string> {
  const fields = { files_needed: 1, price_per_file_cents: 400 };
  const job = await world.createJob(account.live, fields);
  await world.post(`/worker/v1/jobs/${job.id}/accept`, token);
  return job.id;
}

async function upload(token: string, jobId: string, content: Uint8Array): Promise<string> {
  const { body } = await world.post(`/worker/v1/jobs/${jobId}/uploads`, token, {
    content_type: 'image/jpeg',
    size_bytes: content.byteLength,
    sha256: bytesToHex(sha256(content)),
  });
  const announced = await world.store.read(({ uploads }) => uploads.get(body.id));
  if (announced === undefined) throw new Error(JSON.stringify(body));
  await storeWholeUpload(world, announced, content, MEDIA);
  return body.id;
}

/** Submits one file for a job of its own, which is scored at once. */
async function submit(token: string, content: Uint8Array): Promise<string> {
  const jobId = await accept(token);
  const upload_id = await upload(token, jobId, content);
  const path = `/worker/v1/jobs/${jobId}/submissions`;
  const { body } = await world.post(path, token, { upload_id, capture: CAPTURE });
  await world.passTime(SECOND);
  return body.id;
}

const eraseMe = (token: string) => world.post('/worker/v1/me/erasure', token, { confirm: 'erase' });

const payouts = () => world.store.snapshot().tables.payouts;

const pay = (id: string) =>
  world.transact((work) => settlePayout(work, id, { status: 'paid', reference: 'tr_1' }));

describe('the export of a worker', () => {
  it('holds what the worker did and said, and nothing of anybody else', async () => {
    const { token, id } = await join();
    const submission = await submit(token, new Uint8Array([1]));
    const { status, body } = await world.post('/worker/v1/me/exports', token);
    expect([status, body.status]).toEqual([201, 'pending']);
    expect((await world.post('/worker/v1/me/exports', token)).status).toBe(409);
    await world.passTime(0);
    const ready = (await world.get(`/worker/v1/me/exports/${body.id}`, token)).body;
    expect(ready.status).toBe('ready');
    const document = await (await world.engine.fetch(new Request(ready.download_url))).json();
    expect(document).toMatchObject({
      worker: [{ id, email: EMAIL, region: 'PT-11', language: 'pt-PT' }],
      sessions: [{ device_name: 'Phone of Ines' }],
      submissions: [{ id: submission, status: 'approved' }],
      earnings: [{ pending_cents: 320 }],
      earning_entries: [{ kind: 'earned', amount_cents: 320 }],
    });
    expect(document.consents).toHaveLength(3);
    expect(JSON.stringify(document)).not.toContain(account.organizationId);
  });

  it('is found by no other worker', async () => {
    const { token } = await join();
    const { body } = await world.post('/worker/v1/me/exports', token);
    const other = await signIn('other@example.org');
    expect((await world.get(`/worker/v1/me/exports/${body.id}`, other.token)).status).toBe(404);
  });
});

describe('the suspension of a worker', () => {
  it('keeps what is available payable', async () => {
    const { token, id } = await join();
    await submit(token, new Uint8Array([1]));
    await submit(token, new Uint8Array([2]));
    await world.passTime(4 * DAY);
    await world.transact((work) => suspendWorker(work, id, { by: 'rev_1', reason: 'abuse' }));
    expect((await world.get('/worker/v1/earnings', token)).body.available_cents).toBe(640);
    const { status, body } = await world.post('/worker/v1/payouts', token);
    expect([status, body.amount_cents, body.status]).toEqual([201, 640, 'requested']);
  });
});

describe('the erasure of a worker', () => {
  it('ends every session, gives leases back and frees the address at once', async () => {
    const { token, id } = await join();
    const jobId = await accept(token);
    const { status, body } = await eraseMe(token);
    expect([status, body.status, body.payout]).toEqual([201, 'pending', null]);
    expect(body.retained).toMatchObject([{ category: 'earnings' }, { category: 'erasures' }]);
    expect((await world.get('/worker/v1/me', token)).status).toBe(401);
    expect((await world.get(`/v1/jobs/${jobId}`, account.live)).body.status).toBe('open');
    await world.passTime(HOUR);
    expect((await signIn()).id).not.toBe(id);
  });

  it('requests a payout of what is available, whatever it is, also while suspended', async () => {
    const { token, id } = await join();
    await submit(token, new Uint8Array([1]));
    await world.passTime(4 * DAY);
    await world.transact((work) => suspendWorker(work, id, { by: 'rev_1', reason: 'abuse' }));
    const { body } = await eraseMe(token);
    expect(body.payout).toMatchObject({ amount_cents: 320, status: 'requested' });
  });

  it('waits until what is pending is available and paid', async () => {
    const { token, id } = await join();
    await submit(token, new Uint8Array([1]));
    await eraseMe(token);
    await world.passTime(2 * DAY);
    expect(payouts()).toEqual([]);
    await world.passTime(2 * DAY);
    expect(payouts()).toMatchObject([{ worker_id: id, amount_cents: 320, status: 'requested' }]);
    const status = () => world.store.snapshot().tables.erasures[0]?.status;
    expect(status()).toBe('pending');
    await pay(payouts()[0]?.id ?? '');
    await world.passTime(HOUR);
    expect(status()).toBe('completed');
  });

  it('keeps what is owed in the books when it is not paid within 30 days', async () => {
    const { token, id } = await join();
    await submit(token, new Uint8Array([1]));
    await eraseMe(token);
    await world.passTime(31 * DAY);
    expect(world.store.snapshot().tables.erasures).toMatchObject([{ status: 'completed' }]);
    await pay(payouts()[0]?.id ?? '');
    const where = { worker_id: id, account: 'paid' as const };
    const paid = await world.store.read(({ worker_entries }) =>
      worker_entries.sum('amount_cents', { where }),
    );
    expect(paid).toBe(320);
  });

  it('is carried out again on a copy of the data made before it', async () => {
    const { token, id } = await join();
    await eraseMe(token);
    const { erasures } = world.store.snapshot().tables;
    const [pending] = erasures;
    if (pending === undefined) throw new Error('There is no erasure');
    const completed = { ...pending, status: 'completed' as const, completed_at: world.clock.now() };
    await world.engine.replayErasure(completed);
    const { tables } = world.store.snapshot();
    expect(tables.erasures).toEqual([completed]);
    expect(JSON.stringify(tables)).not.toContain(EMAIL);
    expect(tables.organizations.find((each) => each.id === id)?.name).toBe('[erased]');
  });

  it('leaves nothing that the worker sent but the approved file, without region and device', async () => {
    const { token, id } = await join();
    const approved = await submit(token, new Uint8Array([1]));
    stars = 1;
    const rejected = await submit(token, new Uint8Array([2]));
    await world.post(`/worker/v1/submissions/${rejected}/appeal`, token, { text: 'My best shot' });
    await upload(token, await accept(token), new Uint8Array([3]));
    await world.post('/worker/v1/me/exports', token);
    await world.passTime(0);
    const before = world.store.snapshot().tables;
    expect(before.files).toMatchObject([{ worker_region: 'PT-11', device_info: DEVICE }]);
    const contents = [
      before.submissions.find((each) => each.id === rejected)?.content_key,
      ...before.uploads.map(({ content_key }) => content_key),
      before.data_exports[0]?.content_key,
    ].filter((key) => key != null && key !== keyOf(before, approved));
    expect(contents.length).toBeGreaterThanOrEqual(3);
    const traces = [EMAIL, 'Phone of Ines', 'pt-PT', 'PT-11', 'My best shot', token];
    await eraseMe(token);
    await world.passTime(31 * DAY);
    const { tables } = world.store.snapshot();
    const text = JSON.stringify(tables);
    for (const trace of [...traces, ...Object.values(DEVICE)]) expect(text).not.toContain(trace);
    for (const key of contents) expect(await world.files.open(String(key))).toBeUndefined();
    expect(tables.files).toMatchObject([{ submission_id: approved, worker_region: null }]);
    expect(await world.files.open(String(keyOf(tables, approved)))).toBeDefined();
    const owned = Object.entries(tables).flatMap(([name, rows]) =>
      rows.some((row) => 'organization_id' in row && row.organization_id === id) ? [name] : [],
    );
    expect(owned.sort()).toEqual(['erasures', 'workers']);
  });
});

type Contents = Pick<ReturnType<TestEngine['store']['snapshot']>['tables'], 'submissions'>;

function keyOf({ submissions }: Contents, id: string): string | null | undefined {
  return submissions.find((each) => each.id === id)?.content_key;
}
