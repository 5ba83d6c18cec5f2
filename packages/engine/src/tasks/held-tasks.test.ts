import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../memory/clock.ts';
import { DAY, HOUR, JOB, MINUTE, SECOND, TestEngine } from '../testing/test-engine.ts';
import type { Instant } from '../time/instant.ts';

const START = Date.parse('2026-01-01T00:00:00Z');

/** A clock that runs ahead, and that its host doubts until it is set back. */
class DoubtfulClock extends ManualClock {
  #certain: Instant | undefined;

  constructor() {
    super(START);
  }

  certain(): Instant {
    return this.#certain ?? this.now();
  }

  jump(milliseconds: number): void {
    this.#certain = this.now();
    this.set(this.now() + milliseconds);
  }

  /** Time passes while the clock is wrong. */
  pass(milliseconds: number): void {
    this.#certain = this.certain() + milliseconds;
    this.set(this.now() + milliseconds);
  }

  correct(): void {
    const certain = this.certain();
    this.#certain = undefined;
    this.set(certain);
  }
}

let clock: DoubtfulClock;
let world: TestEngine;
let account: { readonly live: string; readonly test: string };
beforeEach(async () => {
  clock = new DoubtfulClock();
  world = new TestEngine({}, { clock });
  const { body } = await world.call('POST', '/v1/auth/signup', {
    body: { name: 'Acme', email: 'dev@acme.example' },
  });
  const { secret } = await world.issueKey(body.organization_id);
  account = { live: body.api_key, test: secret };
});

const runDue = () => world.engine.runDue(clock.now());
const balance = async () =>
  (await world.get('/v1/billing/credits', account.live)).body.available_cents;

/** Everything in the store that a clock could destroy. */
function kept() {
  const { tables } = world.store.snapshot();
  const { credit_lots, files, submissions, audit_events, idempotency, jobs } = tables;
  return {
    lots: credit_lots.map(({ status, remaining_cents }) => [status, remaining_cents]),
    files: files.length,
    contents: submissions.filter(({ content_key }) => content_key !== null).length,
    audit: audit_events.length,
    keys: idempotency.length,
    jobs: jobs.map(({ status, purged_at }) => [status, purged_at]),
  };
}

describe('a clock that runs 800 days ahead', () => {
  it('expires, deletes, cancels and forgets nothing, and leaves no due time behind', async () => {
    await world.createJob(account.test, { files_needed: 2 });
    const deadline = new Date(START + 30 * DAY).toISOString();
    await world.createJob(account.live, { deadline });
    clock.set(START + MINUTE);
    await runDue();
    const before = kept();
    const due = world.store.snapshot().tasks.map(({ id, due_at }) => [id, due_at]);
    clock.jump(800 * DAY);
    await runDue();
    expect(kept()).toEqual(before);
    clock.correct();
    expect(world.store.snapshot().tasks.map(({ id, due_at }) => [id, due_at])).toEqual(due);
  });

  it('keeps credits spendable, and the first response of an Idempotency-Key', async () => {
    const body = { ...JOB, files_needed: 1, price_per_file_cents: 50 };
    const post = () =>
      world.call('POST', '/v1/jobs', { key: account.live, body, idempotencyKey: 'once' });
    const first = await post();
    const left = await balance();
    clock.jump(800 * DAY);
    expect((await post()).text).toBe(first.text);
    await world.post(`/v1/jobs/${first.body.id}/cancel`, account.live);
    expect(await balance()).toBe(left + 50);
    expect((await world.post('/v1/jobs', account.live, body)).status).toBe(201);
    expect(await balance()).toBe(left);
  });

  it('continues work that can be undone, and the rest on the certain time', async () => {
    clock.jump(800 * DAY);
    const job = await world.createJob(account.test);
    clock.pass(15 * SECOND);
    await runDue();
    expect((await world.get(`/v1/jobs/${job.id}`, account.test)).body.status).toBe('completed');
    const sweeps = () =>
      world.store.snapshot().tasks.filter(({ kind }) => kind === 'retention.sweep');
    const [before] = sweeps();
    clock.pass(DAY);
    await runDue();
    const [after] = sweeps();
    expect((after?.due_at ?? 0) - (before?.due_at ?? 0)).toBe(DAY + 15 * SECOND);
  });

  it('catches up once the clock is accepted', async () => {
    clock.jump(800 * DAY);
    await runDue();
    expect(await balance()).toBe(250);
    clock.certain = () => clock.now();
    await runDue();
    expect(await balance()).toBe(0);
  });
});

describe('a clock that is set back', () => {
  it('delays the next attempt of a delivery by no more than its backoff', async () => {
    await world.post('/v1/webhook_endpoints', account.test, {
      url: 'https://example.com/hook',
      events: ['job.cancelled'],
    });
    world.answerDelivery = () => ({ status_code: 500 });
    const job = await world.createJob(account.test);
    clock.set(START + 400 * DAY);
    await world.post(`/v1/jobs/${job.id}/cancel`, account.test);
    clock.set(START + HOUR);
    const [delivery] = world.store.snapshot().tables.deliveries;
    if (delivery === undefined) throw new Error('There is no delivery');
    const due = { ...delivery, next_attempt_at: clock.now() };
    await world.store.transact(({ deliveries }) => deliveries.update(due));
    await runDue();
    expect(world.deliveries).toHaveLength(1);
    const next = await world.store.nextDue(undefined, 'deliveries');
    expect((next ?? Number.POSITIVE_INFINITY) - clock.now()).toBeLessThanOrEqual(1.1 * MINUTE);
  });
});
