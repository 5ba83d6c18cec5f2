import { FirstHandClient } from '@firsthandapi/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, magic, type World } from '../index.ts';

const START = '2026-01-01T00:00:00Z';
const ORDER = {
  type: 'data_collection',
  description: 'A door, from the front.',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 1_000,
} as const;
const HUMAN = { ...ORDER, accepted_formats: ['image/jpeg' as const], metadata: magic.job.human };

let world: World;
let buyer: FirstHandClient;
let live: FirstHandClient;

beforeEach(async () => {
  world = await createSandbox().world({ now: START, seed: 1, credits: 10_000 });
  const clientOf = (apiKey: string) => new FirstHandClient({ apiKey, fetch: world.fetch });
  buyer = clientOf(world.apiKey);
  live = clientOf(world.liveKey);
});

const liveOrder = { ...ORDER, accepted_formats: ['image/jpeg' as const] };

describe('a person in a world', () => {
  it('signs up step by step with the code in the outbox', async () => {
    const ana = await world.worker.person({ email: 'ana@example.com', signUp: false });
    expect(ana.token).toBeNull();
    await ana.requestCode();
    const [mail] = await world.outbox();
    expect(mail).toMatchObject({ to: 'ana@example.com', kind: 'sign_in_code' });
    const signedIn = await ana.signIn(mail?.code ?? '');
    expect(signedIn.missing).toEqual(['age_statement', 'terms', 'privacy']);
    await expect(ana.jobs()).rejects.toMatchObject({
      name: 'PersonError',
      status: 403,
      type: 'authorization_error',
    });
    expect((await ana.agree()).missing).toEqual([]);
    expect(await ana.jobs()).toEqual([]);
  });

  it('signs in again to the account of an address', async () => {
    const first = await world.worker.person({ email: 'ana@example.com' });
    await world.clock.advance('1m');
    const again = await world.worker.person({ email: 'ana@example.com' });
    expect((await again.me()).id).toBe((await first.me()).id);
  });

  it('does a test job that asks for a person, whose buyer gets the very bytes', async () => {
    const job = await buyer.createJob(HUMAN);
    const ana = await world.worker.person();
    expect(await ana.jobs()).toMatchObject([{ id: job.id, is_eligible: true, reward_cents: 0 }]);
    await ana.accept(job.id);
    const submission = await ana.submit(job.id);
    expect(submission.status).toBe('pending_score');
    await world.clock.advance('1s');
    expect(await ana.results()).toMatchObject([{ id: submission.id, status: 'approved' }]);
    const [file] = (await buyer.getJobFiles(job.id)).data;
    expect(file).toMatchObject({ width: 1_024, height: 768, size_bytes: submission.size_bytes });
    expect(await contentHash(await download(file))).toBe(file?.content_hash);
  });

  it('makes a file that differs from every other one, of every format', async () => {
    const formats = [
      'image/jpeg',
      'image/png',
      'image/webp',
      'audio/mpeg',
      'audio/wav',
      'audio/mp4',
      'video/mp4',
      'video/quicktime',
    ] as const;
    const job = await buyer.createJob({
      ...HUMAN,
      files_needed: 16,
      files_per_submission: 5,
      accepted_formats: [...formats],
    });
    const hashes = new Set<string>();
    for (let start = 0; start < 16; start += 5) {
      const person = await world.worker.person();
      const slots = Math.min(5, 16 - start);
      await person.accept(job.id, { slots });
      for (let slot = start; slot < start + slots; slot += 1) {
        await person.submit(job.id, { contentType: formats[slot % 8] });
      }
    }
    await world.clock.advance('1s');
    for (const { content_hash } of (await buyer.getJobFiles(job.id)).data) hashes.add(content_hash);
    expect(hashes.size).toBe(16);
  });

  it('gets the stars that the plan of a job gives, retries once and appeals', async () => {
    world.worker.next({ outcome: 'human', stars: 2 });
    const job = await buyer.createJob({ ...liveOrder });
    const ana = await world.worker.person();
    await ana.accept(job.id);
    const { id } = await ana.submit(job.id);
    await world.clock.advance('1s');
    expect(await ana.result(id)).toMatchObject({ status: 'retry_pending', ai_star_rating: 2 });
    await ana.retry(id);
    await world.clock.advance('1s');
    expect(await ana.result(id)).toMatchObject({
      status: 'rejected',
      attempt: 2,
      rejection_code: 'below_threshold',
    });
    const appealed = await ana.appeal(id, 'It is the door that you asked for.');
    expect(appealed.appeal).toMatchObject({ status: 'open' });
    await expect(ana.appeal(id, 'Again.')).rejects.toMatchObject({ status: 409 });
  });

  it('submits bytes of the test, whose size the job may refuse', async () => {
    const job = await buyer.createJob({ ...HUMAN, min_width: 2_000 });
    const other = await buyer.createJob(HUMAN);
    const ana = await world.worker.person();
    await ana.accept(other.id);
    await ana.submit(other.id);
    await world.clock.advance('1s');
    const content = await download((await buyer.getJobFiles(other.id)).data[0]);
    const bob = await world.worker.person();
    await bob.accept(job.id);
    const { id } = await bob.submit(job.id, { content });
    await world.clock.advance('1s');
    expect(await bob.result(id)).toMatchObject({ status: 'rejected', rejection_code: 'too_small' });
  });

  it('loses a lease that ends, and gives slots back', async () => {
    const job = await buyer.createJob(HUMAN);
    const ana = await world.worker.person();
    await ana.accept(job.id);
    await ana.extend(job.id);
    await world.clock.advance('61m');
    await expect(ana.submit(job.id)).rejects.toMatchObject({ status: 409 });
    const bob = await world.worker.person();
    await bob.accept(job.id);
    await bob.return(job.id);
    expect((await (await world.worker.person()).job(job.id)).is_eligible).toBe(true);
  });

  it('earns with live jobs and is paid out', async () => {
    const job = await live.createJob(liveOrder);
    const ana = await world.worker.person();
    expect(await ana.jobs('live')).toMatchObject([{ id: job.id, reward_cents: 800 }]);
    await ana.accept(job.id);
    await ana.submit(job.id);
    await world.clock.advance('1s');
    expect(await ana.earnings()).toMatchObject({ pending_cents: 800, available_cents: 0 });
    await world.clock.advance('72h');
    expect(await ana.earnings()).toMatchObject({ pending_cents: 0, available_cents: 800 });
    expect(await ana.requestPayout()).toMatchObject({ amount_cents: 800 });
    expect(await ana.trust()).toMatchObject({ object: 'trust' });
  });

  it('keeps their lease while an automatic clock answers the buyer', async () => {
    const auto = await createSandbox().world({ clock: 'auto', now: START });
    const client = new FirstHandClient({ apiKey: auto.apiKey, fetch: auto.fetch });
    const job = await client.createJob(HUMAN);
    const ana = await auto.worker.person();
    await ana.accept(job.id);
    expect((await client.getJob(job.id)).status).toBe('filled');
    await ana.submit(job.id);
    expect((await client.waitForJob(job.id)).status).toBe('completed');
  });

  it('survives a snapshot with session, outbox and work', async () => {
    const job = await buyer.createJob(HUMAN);
    const ana = await world.worker.person();
    await ana.accept(job.id);
    const snapshot = JSON.parse(JSON.stringify(world.snapshot()));
    world.reset();
    await expect(ana.me()).rejects.toMatchObject({ status: 401 });
    world.restore(snapshot);
    await ana.submit(job.id);
    await world.clock.advance('1s');
    expect((await buyer.getJob(job.id)).status).toBe('completed');
    expect(await world.outbox()).toHaveLength(1);
  });

  it('leaves equal logs in worlds of one seed, without the session', async () => {
    const play = async () => {
      const other = await createSandbox().world({ now: START, seed: 5 });
      const ana = await other.worker.person();
      await ana.me();
      return { log: JSON.stringify(other.log()), token: ana.token ?? '' };
    };
    const [one, two] = [await play(), await play()];
    expect(one.log).toBe(two.log);
    expect(one.log).not.toContain(one.token);
  });

  it('calls any other operation, and names an unknown option', async () => {
    const ana = await world.worker.person();
    await ana.request('PATCH', '/worker/v1/me', { region: 'PT' });
    expect(await ana.request('GET', '/worker/v1/me')).toMatchObject({ region: 'PT' });
    expect(await ana.request('DELETE', '/worker/v1/sessions/current')).toBeUndefined();
    await expect(world.worker.person({ mail: 'x' } as never)).rejects.toThrow(
      /^Unknown field of person: "mail"/,
    );
    await expect(world.worker.person({ email: 'ana' })).rejects.toThrow(/^Invalid email: "ana"/);
  });
});

async function download(file: { readonly download_url: string } | undefined): Promise<Uint8Array> {
  return new Uint8Array(await (await world.fetch(file?.download_url ?? '')).arrayBuffer());
}

async function contentHash(content: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', content as Uint8Array<ArrayBuffer>);
  return Buffer.from(digest).toString('hex');
}
