import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryMail } from '../mail/memory-mail.ts';
import { decideAppeal } from '../people/decide-appeal.ts';
import { assessmentOf, People } from '../testing/people.ts';
import { storeWholeUpload } from '../testing/store-whole-upload.ts';
import { DAY, MINUTE, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { peopleService } from './people-service.ts';

const PHOTO = new Uint8Array([1, 2, 3, 4]);
const MEDIA = { width: 1_600, height: 1_200, duration_seconds: null };
const CAPTURE = { method: 'in_app' };

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

async function requestCode(email: string): Promise<string> {
  await world.post('/worker/v1/sign_in_codes', '', { email });
  await world.passTime(0);
  return mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0] ?? '';
}

async function signIn(email = 'ines@example.org'): Promise<string> {
  const body = { email, code: await requestCode(email), delivery: 'token' };
  return (await world.post('/worker/v1/sessions', '', body)).body.token;
}

/** Signs in, states the age and agrees to everything. */
async function join(email?: string): Promise<string> {
  const token = await signIn(email);
  await world.post('/worker/v1/me/age_statement', token, { is_adult: true });
  const { body } = await world.get('/worker/v1/documents');
  for (const { document, version } of body.data) {
    await world.post('/worker/v1/me/consents', token, { document, version });
  }
  return token;
}

async function send(token: string, jobId: string, content = PHOTO): Promise<string> {
  const announced = {
    content_type: 'image/jpeg',
    size_bytes: content.byteLength,
    sha256: bytesToHex(sha256(content)),
  };
  const { body } = await world.post(`/worker/v1/jobs/${jobId}/uploads`, token, announced);
  const upload = await world.store.read(({ uploads }) => uploads.get(body.id));
  if (upload === undefined) throw new Error(JSON.stringify(body));
  await storeWholeUpload(world, upload, content, MEDIA);
  return body.id;
}

describe('signing in as a worker', () => {
  it('mails a code that opens a session and an account once', async () => {
    const code = await requestCode('Ines@Example.org');
    const body = { email: 'ines@example.org', code, delivery: 'token' };
    const first = await world.post('/worker/v1/sessions', '', body);
    expect(first.status).toBe(201);
    expect(first.body.worker).toMatchObject({
      email: 'ines@example.org',
      is_adult: false,
      missing: ['age_statement', 'terms', 'privacy'],
    });
    expect((await world.post('/worker/v1/sessions', '', body)).status).toBe(400);
    const me = await world.get('/worker/v1/me', first.body.token);
    expect(me.body.id).toBe(first.body.worker.id);
  });

  it('responds alike to a known and an unknown address', async () => {
    await signIn('known@example.org');
    await world.passTime(2 * MINUTE);
    const ask = (email: string) => world.post('/worker/v1/sign_in_codes', '', { email });
    const [known, unknown] = [await ask('known@example.org'), await ask('other@example.org')];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  });

  it('ends a code after five wrong tries, and says how many are left', async () => {
    const code = await requestCode('ines@example.org');
    const wrong = code === '000 000' ? '000 001' : '000 000';
    const attempt = (entered: string) =>
      world.post('/worker/v1/sessions', '', { email: 'ines@example.org', code: entered });
    for (const left of [4, 3, 2]) {
      const { body } = await attempt(wrong);
      expect(body.error.details).toEqual([
        { field: 'code', message: `is not right: ${left} tries left` },
      ]);
    }
    await attempt(wrong);
    await attempt(wrong);
    expect((await attempt(code)).status).toBe(400);
  });

  it('ends a code after 10 minutes, and stores neither code nor address readably', async () => {
    const code = await requestCode('ines@example.org');
    const stored = JSON.stringify(world.store.snapshot());
    expect(stored).not.toContain(code.replace(' ', ''));
    expect(stored).not.toContain('ines@example.org');
    await world.passTime(10 * MINUTE);
    const body = { email: 'ines@example.org', code };
    expect((await world.post('/worker/v1/sessions', '', body)).status).toBe(400);
    expect(await world.store.read(({ sign_in_codes }) => sign_in_codes.count({}))).toBe(0);
  });

  it('sends one code a minute to an address', async () => {
    await requestCode('ines@example.org');
    const again = () => world.post('/worker/v1/sign_in_codes', '', { email: 'ines@example.org' });
    const early = await again();
    expect([early.status, early.headers.get('retry-after')]).toEqual([429, '60']);
    await world.passTime(MINUTE);
    expect((await again()).status).toBe(202);
  });

  it('sets an HttpOnly cookie, which changes something only from the own origin', async () => {
    const code = await requestCode('ines@example.org');
    const opened = await world.post('/worker/v1/sessions', '', { email: 'ines@example.org', code });
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(opened.body.token).toBeNull();
    expect(cookie).toMatch(/^fh_worker=fh_worker_\w{43}; Path=\/; .*HttpOnly; SameSite=Strict$/);
    const [pair = ''] = cookie.split(';');
    const signOut = (origin: string) =>
      world.call('DELETE', '/worker/v1/sessions/current', {
        headers: { cookie: pair, host: 'here.example', origin },
      });
    expect((await signOut('https://evil.example')).status).toBe(403);
    expect((await signOut('null')).status).toBe(403);
    expect((await signOut('http://here.example')).status).toBe(204);
    const me = await world.call('GET', '/worker/v1/me', { headers: { cookie: pair } });
    expect(me.status).toBe(401);
  });

  it('ends a session 30 days after its last use', async () => {
    const token = await signIn();
    await world.passTime(29 * DAY);
    expect((await world.get('/worker/v1/me', token)).status).toBe(200);
    await world.passTime(29 * DAY);
    expect((await world.get('/worker/v1/me', token)).status).toBe(200);
    await world.passTime(30 * DAY);
    expect((await world.get('/worker/v1/me', token)).status).toBe(401);
  });

  it("opens nothing of buyers with a worker's session, and nothing of workers with an API key", async () => {
    const token = await signIn();
    expect((await world.get('/v1/jobs', token)).status).toBe(401);
    expect((await world.get('/worker/v1/me', account.live)).status).toBe(401);
  });

  it('does not exist on a host without it', async () => {
    const { status } = await new TestEngine().get('/worker/v1/documents');
    expect(status).toBe(404);
  });
});

describe('working on a job', () => {
  it('needs an age statement and the current documents', async () => {
    const token = await signIn();
    const refused = await world.get('/worker/v1/jobs', token);
    expect(refused.status).toBe(403);
    expect(refused.body.error.details).toEqual([
      { field: 'missing', message: 'age_statement' },
      { field: 'missing', message: 'terms' },
      { field: 'missing', message: 'privacy' },
    ]);
    const old = { document: 'terms', version: '2020-01-01' };
    expect((await world.post('/worker/v1/me/consents', token, old)).status).toBe(409);
    expect((await world.get('/worker/v1/jobs', await join('bo@example.org'))).status).toBe(200);
  });

  it('leads from the list of jobs to money that can be paid out', async () => {
    const token = await join();
    const { id } = await world.createJob(account.live, {
      files_needed: 1,
      price_per_file_cents: 1_000,
      metadata: { secret: 'internal' },
    });
    const { body: jobs } = await world.get('/worker/v1/jobs', token);
    expect(jobs.data).toMatchObject([{ id, reward_cents: 800, is_eligible: true, files_left: 1 }]);
    const seen = await world.get(`/worker/v1/jobs/${id}`, token);
    expect(seen.text).not.toContain('internal');
    expect(seen.text).not.toContain('Acme');
    const accepted = await world.post(`/worker/v1/jobs/${id}/accept`, token);
    expect([accepted.status, accepted.body.status]).toEqual([201, 'running']);
    const upload_id = await send(token, id);
    const handIn = () =>
      world.post(`/worker/v1/jobs/${id}/submissions`, token, { upload_id, capture: CAPTURE });
    const submitted = await handIn();
    expect([submitted.status, submitted.body.status]).toEqual([201, 'pending_score']);
    expect((await handIn()).body.id).toBe(submitted.body.id);
    await world.passTime(SECOND);
    const result = await world.get(`/worker/v1/submissions/${submitted.body.id}`, token);
    expect(result.body).toMatchObject({ status: 'approved', earned_cents: 800, ai_star_rating: 4 });
    await world.passTime(3 * DAY);
    expect((await world.get('/worker/v1/earnings', token)).body.available_cents).toBe(800);
    expect((await world.post('/worker/v1/payouts', token)).body.amount_cents).toBe(800);
    const { body: entries } = await world.get('/worker/v1/earnings/entries', token);
    expect(entries.data.map((each: { kind: string }) => each.kind)).toEqual([
      'payout_requested',
      'released',
      'earned',
    ]);
    const { body: log } = await world.get('/v1/audit-events', account.live);
    const actions = log.data.map((each: { action: string }) => each.action);
    expect(actions).toEqual(expect.arrayContaining(['job.viewed', 'job.accepted']));
  });

  it('lists jobs that can be accepted first, and says why the others cannot', async () => {
    const token = await join();
    const near = await world.createJob(account.live, {
      location: { lat: 38.7, lng: -9.1, radius_km: 5 },
    });
    const far = await world.createJob(account.live, {
      location: { lat: 52.5, lng: 13.4, radius_km: 5 },
    });
    await world.createJob(account.test);
    const { body } = await world.get('/worker/v1/jobs?near=38.7,-9.1', token);
    expect(body.data).toMatchObject([
      { id: near.id, why_not: [], distance_km: 0 },
      { id: far.id, why_not: ['too_far'], is_eligible: false },
    ]);
    const first = await world.get('/worker/v1/jobs?near=38.7,-9.1&limit=1', token);
    const path = `/worker/v1/jobs?near=38.7,-9.1&limit=1&cursor=${first.body.next_cursor}`;
    expect((await world.get(path, token)).body.data).toMatchObject([{ id: far.id }]);
  });

  it('offers a test job only when its scenario asks for a person, gives 4 stars and pays nothing', async () => {
    const token = await join();
    const metadata = { fh_scenario: 'human' };
    const { id } = await world.createJob(account.test, { files_needed: 1, metadata });
    await world.passTime(MINUTE);
    const { body } = await world.get('/worker/v1/jobs?environment=test', token);
    expect(body.data).toMatchObject([{ id, reward_cents: 0 }]);
    await world.post(`/worker/v1/jobs/${id}/accept`, token);
    const upload_id = await send(token, id);
    await world.post(`/worker/v1/jobs/${id}/submissions`, token, { upload_id, capture: CAPTURE });
    await world.passTime(SECOND);
    expect((await world.get(`/v1/jobs/${id}`, account.test)).body.status).toBe('completed');
    expect((await world.get('/worker/v1/earnings', token)).body.pending_cents).toBe(0);
  });

  it('shows a worker nothing of another', async () => {
    const [ann, bob] = [await join('ann@example.org'), await join('bob@example.org')];
    const { id } = await world.createJob(account.live, { files_needed: 2 });
    await world.post(`/worker/v1/jobs/${id}/accept`, ann);
    const upload_id = await send(ann, id);
    const capture = { upload_id, capture: CAPTURE };
    const submitted = await world.post(`/worker/v1/jobs/${id}/submissions`, ann, capture);
    const sessions = await world.get('/worker/v1/sessions', ann);
    const tries = [
      world.get(`/worker/v1/submissions/${submitted.body.id}`, bob),
      world.post(`/worker/v1/submissions/${submitted.body.id}/appeal`, bob, { text: 'Mine' }),
      world.get(`/worker/v1/uploads/${upload_id}`, bob),
      world.call('DELETE', `/worker/v1/uploads/${upload_id}`, { key: bob }),
      world.post(`/worker/v1/jobs/${id}/return`, bob),
      world.post(`/worker/v1/jobs/${id}/extend`, bob),
      world.post(`/worker/v1/jobs/${id}/submissions`, bob, capture),
      world.call('DELETE', `/worker/v1/sessions/${sessions.body.data[0].id}`, { key: bob }),
    ];
    for (const each of await Promise.all(tries)) expect(each.status).toBe(404);
    for (const list of ['submissions', 'assignments', 'earnings/entries', 'payouts']) {
      expect((await world.get(`/worker/v1/${list}`, bob)).body.data).toEqual([]);
    }
  });

  it('refuses a file after the lease has ended, and deletes what was sent', async () => {
    const token = await join();
    const { id } = await world.createJob(account.live, { files_needed: 1 });
    await world.post(`/worker/v1/jobs/${id}/accept`, token);
    const upload_id = await send(token, id);
    await world.passTime(30 * MINUTE);
    const late = await world.get(`/worker/v1/uploads/${upload_id}`, token);
    expect(late.status).toBe(404);
    const { body } = await world.get('/worker/v1/assignments?status=ended', token);
    expect(body.data).toMatchObject([{ job_id: id, status: 'ended', released: 1 }]);
  });
});

describe('appealing a rejection', () => {
  async function rejected(): Promise<{ token: string; id: string; jobId: string }> {
    const token = await join();
    stars = 1;
    const job = await world.createJob(account.live, {
      files_needed: 1,
      price_per_file_cents: 1_000,
    });
    await world.post(`/worker/v1/jobs/${job.id}/accept`, token);
    const body = { upload_id: await send(token, job.id), capture: CAPTURE };
    const { body: sub } = await world.post(`/worker/v1/jobs/${job.id}/submissions`, token, body);
    await world.passTime(SECOND);
    return { token, id: sub.id, jobId: job.id };
  }

  const overturn = (id: string) =>
    world.transact((work) =>
      decideAppeal(work, id, { by: 'rev_1', outcome: 'overturned', answer: 'You were right.' }),
    );

  it('approves and pays from the job while it has a free slot, and mails the answer', async () => {
    const { token, id, jobId } = await rejected();
    const appealed = await world.post(`/worker/v1/submissions/${id}/appeal`, token, {
      text: 'Look',
    });
    expect(appealed.body.appeal).toMatchObject({ status: 'open', text: 'Look' });
    expect((await world.get('/worker/v1/trust', token)).body.strikes).toBe(1);
    await overturn(id);
    await world.passTime(SECOND);
    const { body } = await world.get(`/worker/v1/submissions/${id}`, token);
    expect(body).toMatchObject({ status: 'approved', earned_cents: 800 });
    expect((await world.get('/worker/v1/trust', token)).body.strikes).toBe(0);
    expect((await world.get(`/v1/jobs/${jobId}`, account.live)).body.status).toBe('completed');
    expect((await world.get('/worker/v1/earnings', token)).body.pending_cents).toBe(800);
    expect(mail.messages.at(-1)).toMatchObject({ kind: 'appeal_answered', to: 'ines@example.org' });
  });

  it('is paid by the platform once the job has ended, and changes nothing for its buyer', async () => {
    const { token, id, jobId } = await rejected();
    await world.post(`/v1/jobs/${jobId}/cancel`, account.live);
    await world.post(`/worker/v1/submissions/${id}/appeal`, token, { text: 'Look' });
    const before = (await world.get('/v1/billing/credits', account.live)).body.total_cents;
    await overturn(id);
    expect((await world.get('/worker/v1/earnings', token)).body.available_cents).toBe(800);
    expect((await world.get('/v1/billing/credits', account.live)).body.total_cents).toBe(before);
    expect((await world.get(`/v1/submissions/${id}`, account.live)).body.status).toBe('rejected');
  });

  it('is deleted with the content of its job', async () => {
    const { token, id, jobId } = await rejected();
    await world.post(`/worker/v1/submissions/${id}/appeal`, token, { text: 'Look' });
    const erasure = { target: 'job', job_id: jobId };
    await world.post('/v1/privacy/erasures', account.live, erasure);
    await world.passTime(MINUTE);
    expect(await world.store.read(({ appeals }) => appeals.count({}))).toBe(0);
  });

  it('is possible once, and for 7 days', async () => {
    const { token, id } = await rejected();
    const again = () => world.post(`/worker/v1/submissions/${id}/appeal`, token, { text: 'Look' });
    await world.passTime(7 * DAY);
    expect((await again()).body.error.details).toEqual([
      { field: 'submission', message: 'too_late' },
    ]);
  });
});
