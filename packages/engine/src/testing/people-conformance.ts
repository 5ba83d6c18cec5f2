import { describe, expect, it } from 'vitest';
import { requestPayout, settlePayout } from '../earnings/payouts.ts';
import { readEarnings } from '../earnings/worker-ledger.ts';
import { MemoryMail } from '../mail/memory-mail.ts';
import type { Assessment, Passkeys } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { peopleService } from '../worker-dispatch/people-service.ts';
import { suspendWorker } from '../workers/suspend-worker.ts';
import { assessmentOf, People } from './people.ts';
import { storeWholeUpload } from './store-whole-upload.ts';
import { DAY, MINUTE, type TestAccount, TestEngine } from './test-engine.ts';

/** A service over a store, with a person who works and a customer who has credits. */
interface Service {
  readonly world: TestEngine;
  readonly account: TestAccount;
  readonly people: People;
}

/**
 * Describes what people do with live jobs over a Store: everything that is kept for them has to survive it. Call it in a
 * test file of the adapter; `open` returns an empty store each time.
 */
export function describePeople(name: string, open: () => Promise<Store> | Store): void {
  async function begin(assess: () => Assessment): Promise<Service> {
    const scorer = { assess: async () => assess() };
    const ports = { store: await open(), scorer };
    const world = new TestEngine({ onTaskError: () => {} }, ports);
    const account = await world.openOrganization();
    const people = new People(world);
    await people.fund(account.organizationId);
    await people.join('wkr_ann');
    return { world, account, people };
  }

  describe(name, () => {
    it('keeps every call of the scorer, and what it recognised, until the content is deleted', async () => {
      const annotations = { kind: 'image', annotation_model: 'm-1' } as Assessment['annotations'];
      const opinion = {
        rater: 'small',
        dimensions: { relevance: 4, quality: null, completeness: 4 },
        reasons: ['sharp'],
      };
      const plans: (() => Assessment)[] = [
        () => {
          throw new Error('overloaded');
        },
        () =>
          assessmentOf(4, {
            annotations,
            votes: [opinion],
            signals: [{ kind: 'gallery', detail: null }],
            cost_microcents: 1_234_567,
          }),
      ];
      const { world, account, people } = await begin(() => (plans.shift() as () => Assessment)());
      const { id: jobId } = await world.createJob(account.live, { files_needed: 2 });
      await people.accept(jobId, 'wkr_ann');
      const { id } = await people.submit(jobId, 'wkr_ann');
      await world.passTime(MINUTE);
      expect(await people.submission(id)).toMatchObject({ status: 'approved' });
      expect(await people.assessments(id)).toMatchObject([
        { outcome: 'failed', call: 1, votes: [], cost_microcents: 0 },
        { outcome: 'scored', call: 2, votes: [opinion], confidence: 0.9, annotations },
      ]);
      const { body } = await world.get(`/v1/jobs/${jobId}/files`, account.live);
      expect(body.data).toMatchObject([{ annotations }]);
      await world.post('/v1/privacy/erasures', account.live, { target: 'job', job_id: jobId });
      await world.passTime(MINUTE);
      expect(await people.assessments(id)).toEqual([]);
    });

    it('keeps the attempt that a retry replaced, and a preview of what is rejected', async () => {
      const preview = { content_type: 'image/webp', content: new Uint8Array([9]) };
      const plans = [assessmentOf(2, { preview }), assessmentOf(2, { preview })];
      const { world, account, people } = await begin(() => plans.shift() as Assessment);
      const { id: jobId } = await world.createJob(account.live, { files_needed: 1 });
      await people.accept(jobId, 'wkr_ann');
      const first = await people.submit(jobId, 'wkr_ann');
      await world.passTime(MINUTE);
      await people.retry(first.id, { width: 900 });
      await world.passTime(MINUTE);
      const { content_key, preview: shown } = await people.submission(first.id);
      expect(shown).toMatchObject({ content_type: 'image/webp', size_bytes: 1 });
      const attempts = await world.ports.store.read((tables) =>
        tables.submission_attempts.list({ where: { submission_id: first.id }, limit: 9 }),
      );
      expect(attempts).toMatchObject([
        { attempt: 1, width: 1_600, content_hash: first.content_hash, ai_reasoning: '2 stars' },
      ]);
      expect(attempts[0]?.content_key).not.toBe(content_key);
      await world.post('/v1/privacy/erasures', account.live, { target: 'job', job_id: jobId });
      await world.passTime(MINUTE);
      const left = await world.ports.store.read((tables) => tables.submission_attempts.count({}));
      expect(left).toBe(0);
    });

    it('gives one of two free slots to each of two people of many who accept at once', async () => {
      const { world, account, people } = await begin(() => assessmentOf(4));
      const { id } = await world.createJob(account.live, { files_needed: 2 });
      const workers = Array.from({ length: 30 }, (_, index) => `wkr_${index}`);
      for (const worker of workers) await people.join(worker);
      const accepted = await Promise.allSettled(workers.map((each) => people.accept(id, each)));
      expect(accepted.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
      expect(await people.job(id)).toMatchObject({ status: 'filled', files_pending: 2 });
    });

    it('gives the only slot of a job to one of two people who accept 200 times at once', async () => {
      const { world, account, people } = await begin(() => assessmentOf(4));
      await people.join('wkr_bob');
      const { id } = await world.createJob(account.live, { files_needed: 1 });
      const accepts = Array.from({ length: 200 }, (_, index) =>
        people.accept(id, index % 2 === 0 ? 'wkr_ann' : 'wkr_bob'),
      );
      const outcomes = await Promise.allSettled(accepts);
      const statuses = outcomes.map((each) =>
        each.status === 'fulfilled' ? 201 : (each.reason as { status?: number }).status,
      );
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 409)).toHaveLength(199);
      expect(await people.job(id)).toMatchObject({ status: 'filled', files_pending: 1 });
    });

    it('pays for what is submitted after a job was cancelled, and frees what is not', async () => {
      const { world, account, people } = await begin(() => assessmentOf(4));
      await people.join('wkr_bob');
      const { id } = await world.createJob(account.live, { files_needed: 4 });
      await people.accept(id, 'wkr_ann');
      await people.accept(id, 'wkr_bob');
      await world.post(`/v1/jobs/${id}/cancel`, account.live, {});
      await people.submit(id, 'wkr_ann');
      await world.passTime(30 * MINUTE);
      expect(await people.job(id)).toMatchObject({
        status: 'cancelled',
        is_settling: false,
        files_approved: 1,
        files_pending: 0,
      });
      const { body } = await world.get('/v1/billing/credits', account.live);
      expect(body).toMatchObject({ held_cents: 0, total_cents: 100_000 - 50 });
    });

    it('keeps who signed in, what they agreed to, accepted and sent', async () => {
      const mail = new MemoryMail();
      const ports = { store: await open(), mail };
      const world = new TestEngine({ people: peopleService }, ports);
      const account = await world.openOrganization();
      const metadata = { fh_scenario: 'human' };
      const { id } = await world.createJob(account.test, { files_needed: 1, metadata });
      const email = 'ines@example.org';
      await world.post('/worker/v1/sign_in_codes', '', { email });
      await world.passTime(0);
      const code = mail.messages[0]?.text.match(/\d{3} \d{3}/)?.[0];
      const signedIn = { email, code, delivery: 'token', device_name: 'Phone' };
      const { token } = (await world.post('/worker/v1/sessions', '', signedIn)).body;
      await world.post('/worker/v1/me/age_statement', token, { is_adult: true });
      for (const document of ['terms', 'privacy']) {
        const consent = { document, version: '2026-11-01' };
        await world.post('/worker/v1/me/consents', token, consent);
      }
      const me = await world.get('/worker/v1/me', token);
      expect(me.body).toMatchObject({ email, is_adult: true, missing: [] });
      const { body: sessions } = await world.get('/worker/v1/sessions', token);
      expect(sessions.data).toMatchObject([{ device_name: 'Phone', is_current: true }]);
      const { body: jobs } = await world.get('/worker/v1/jobs?environment=test', token);
      expect(jobs.data).toMatchObject([{ id, is_eligible: true }]);
      await world.post(`/worker/v1/jobs/${id}/accept`, token);
      const content = new Uint8Array([1, 2, 3, 4]);
      const announced = {
        content_type: 'image/jpeg',
        size_bytes: 4,
        sha256: '9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a',
      };
      const { body } = await world.post(`/worker/v1/jobs/${id}/uploads`, token, announced);
      const upload = await ports.store.read(({ uploads }) => uploads.get(body.id));
      if (upload === undefined) throw new Error('The upload was not kept');
      const media = { width: 1_600, height: 1_200, duration_seconds: null };
      await storeWholeUpload(world, upload, content, media);
      const file = { upload_id: body.id, capture: { method: 'gallery' } };
      await world.post(`/worker/v1/jobs/${id}/submissions`, token, file);
      await world.passTime(MINUTE);
      const { body: results } = await world.get('/worker/v1/submissions', token);
      expect(results.data).toMatchObject([{ status: 'approved', ai_star_rating: 4 }]);
      const { body: held } = await world.get('/worker/v1/assignments', token);
      expect(held.data).toMatchObject([{ job_id: id, submitted: 1, status: 'ended' }]);
      expect(await ports.store.read(({ mails }) => mails.count({}))).toBe(0);
    });

    it('keeps a passkey, and lets one of many uses of it at the same time count', async () => {
      const passkeys: Passkeys = {
        creationOptions: async () => ({}),
        requestOptions: async () => ({}),
        verifyMade: async ({ credential_id }) => ({
          credential_id,
          public_key: 'key',
          counter: 0,
          transports: ['internal'],
        }),
        verifyUsed: async (_used, { counter }) => counter + 1,
      };
      const mail = new MemoryMail();
      const ports = { store: await open(), mail, passkeys };
      const world = new TestEngine({ people: peopleService }, ports);
      const email = 'ines@example.org';
      await world.post('/worker/v1/sign_in_codes', '', { email });
      await world.passTime(0);
      const code = mail.messages[0]?.text.match(/\d{3} \d{3}/)?.[0];
      const signedIn = { email, code, delivery: 'token' };
      const { token } = (await world.post('/worker/v1/sessions', '', signedIn)).body;
      const made = await world.get('/worker/v1/me/passkey_challenge', token);
      await world.post('/worker/v1/me/passkeys', token, {
        challenge: made.body.challenge,
        name: 'Phone',
        credential_id: 'cred',
        client_data: 'x',
        attestation: 'x',
      });
      const use = async () => {
        const { challenge } = (await world.get('/worker/v1/passkey_challenge', '')).body;
        const signature = { client_data: 'x', authenticator_data: 'x', signature: 'x' };
        const body = { challenge, credential_id: 'cred', ...signature };
        return (await world.post('/worker/v1/passkey_sessions', '', body)).status;
      };
      const statuses = await Promise.all(Array.from({ length: 8 }, use));
      const isCounted = statuses.filter((status) => status === 201).length;
      const [kept] = await ports.store.read((tables) => tables.passkeys.list({ limit: 9 }));
      expect(kept).toMatchObject({ name: 'Phone', transports: ['internal'], counter: isCounted });
      expect(statuses.every((status) => status === 201 || status === 400)).toBe(true);
    });

    it('keeps a ledger of what each person has earned', async () => {
      const { world, account, people } = await begin(() => assessmentOf(4));
      const fields = { files_needed: 1, price_per_file_cents: 1_000 };
      const { id } = await world.createJob(account.live, fields);
      await people.accept(id, 'wkr_ann');
      await people.submit(id, 'wkr_ann');
      await world.passTime(4 * DAY);
      const { store } = world.ports;
      const payout = await world.transact((work) => requestPayout(work, 'wkr_ann'));
      await world.transact((work) =>
        settlePayout(work, payout.id, { status: 'paid', reference: 'tr_1' }),
      );
      expect(await store.read((tables) => readEarnings(tables, 'wkr_ann'))).toEqual({
        pending_cents: 0,
        available_cents: 0,
        requested_cents: 0,
        paid_cents: 800,
      });
      const [balance, owed] = await store.read(({ worker_entries, ledger_entries }) =>
        Promise.all([
          worker_entries.sum('amount_cents', { where: { account: 'payable' } }),
          ledger_entries.sum('amount_cents', { where: { account: 'worker_payable' } }),
        ]),
      );
      expect([balance, owed]).toEqual([-800, 800]);
    });

    it('limits how many jobs a person works on, and keeps where a file was taken', async () => {
      const { world, account, people } = await begin(() => assessmentOf(4));
      const here = { lat: 38.72, lng: -9.14, accuracy_m: 20 };
      const location = { lat: 38.72, lng: -9.14, radius_km: 5 };
      const create = () => world.createJob(account.live, { files_needed: 5, location });
      const jobs = [await create(), await create(), await create(), await create()];
      const [first, second, third, fourth] = jobs.map(({ id }) => String(id)) as [
        string,
        string,
        string,
        string,
      ];
      for (const id of [first, second, third]) await people.accept(id, 'wkr_ann', 1, here);
      await expect(people.accept(fourth, 'wkr_ann')).rejects.toThrow('concurrent_limit');
      const { id } = await people.submit(first, 'wkr_ann', { position: here });
      expect(await people.submission(id)).toMatchObject({ position: here });
      await people.accept(fourth, 'wkr_ann', 1, here);
      await world.passTime(30 * MINUTE);
      const worker = await people.worker('wkr_ann');
      expect(worker).toMatchObject({ strikes: 0, suspension: null });
      expect(worker?.lease_expiries).toHaveLength(3);
      const suspension = { by: 'opr_1', reason: 'stolen_content' } as const;
      await world.transact((work) => suspendWorker(work, 'wkr_ann', suspension));
      expect(await people.worker('wkr_ann')).toMatchObject({ suspension });
      await world.post('/v1/privacy/erasures', account.live, { target: 'job', job_id: first });
      await world.passTime(MINUTE);
      expect(await people.submission(id)).toMatchObject({ position: null });
    });

    it('ends what people may still submit when the organization is erased', async () => {
      const { world, account, people } = await begin(() => assessmentOf(4));
      const { id } = await world.createJob(account.live, { files_needed: 4 });
      await people.accept(id, 'wkr_ann');
      await world.post(`/v1/jobs/${id}/cancel`, account.live, {});
      const confirm_organization_id = account.organizationId;
      const erasure = { target: 'organization', confirm_organization_id };
      await world.post('/v1/privacy/erasures', account.live, erasure);
      await world.passTime(MINUTE);
      const holds = await world.ports.store.read((tables) => tables.credit_holds.count({}));
      expect(holds).toBe(0);
    });
  });
}
