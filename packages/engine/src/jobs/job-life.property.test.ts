import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import type { Upload } from '../media/media-content.ts';
import type { Score } from '../ports.ts';
import type { AssignmentRecord, JobRecord, JobStatus, SubmissionRecord } from '../store/records.ts';
import { acceptSlots } from '../submissions/accept-slots.ts';
import { acceptLease, extendLease, requireLease, returnSlots } from '../submissions/lease.ts';
import { requireRetryTime, scorePersonsFile } from '../submissions/retry-expiry.ts';
import { scoreSubmission } from '../submissions/score-submission.ts';
import { resubmitFile, submitFile } from '../submissions/submit-file.ts';
import { HOUR, MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import type { Work } from '../work/work.ts';
import { cancelActiveJob } from './change-job.ts';
import { hasEnded, isFinal, mayBecome } from './job-status.ts';

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      slots: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('submit' as const), pick: fc.nat() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('score' as const),
      pick: fc.nat(),
      stars: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('retry' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('extend' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const), pick: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 40 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const shape = fc.record({
  /** Whether people work on the job, who have leases, or simulated workers, who have none. */
  people: fc.boolean(),
  environment: fc.constantFrom('live' as const, 'test' as const),
  files_needed: fc.integer({ min: 1, max: 5 }),
  files_per_submission: fc.integer({ min: 1, max: 3 }),
  min_star_rating: fc.integer({ min: 1, max: 5 }),
});

const UPLOAD: Upload = {
  content_key: 'content',
  content_type: 'image/jpeg',
  size_bytes: 4,
  width: 800,
  height: 600,
  duration_seconds: null,
  content_hash: 'a'.repeat(64),
  captured_at: null,
};

it('keeps every rule of a job under any sequence of accepting, submitting, scoring, retrying, returning, waiting and cancelling', async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.array(step, { maxLength: 40 }), async (fields, steps) => {
      const life = await JobLife.begin(fields);
      let before = await life.job();
      for (const step of steps) {
        await life.perform(step);
        const after = await life.job();
        expectLegalChange(before, after);
        await life.expectConsistent(after);
        before = after;
      }
      await life.expectNoSlotIsKeptForEver();
    }),
    { numRuns: 200 },
  );
});

function expectLegalChange(before: JobRecord, after: JobRecord): void {
  if (hasEnded(before)) expect(after).toEqual(before);
  if (isFinal(before.status)) {
    expect(after.status).toBe(before.status);
    expect(after.files_pending).toBeLessThanOrEqual(before.files_pending);
  }
  // One approval can take an open job through in_progress to completed at once.
  const isOneStep = before.status === after.status || mayBecome(before.status, after.status);
  const isLastApproval = after.status === 'completed' && after.files_approved === 1;
  expect([before.status, after.status, isOneStep || isLastApproval]).toEqual([
    before.status,
    after.status,
    true,
  ]);
  expect(after.files_approved).toBeGreaterThanOrEqual(before.files_approved);
}

/** One job, driven by workers of this test. */
class JobLife {
  readonly #world: TestEngine;
  readonly #account: TestAccount;
  readonly #jobId: string;
  readonly #people: boolean;

  constructor(world: TestEngine, account: TestAccount, jobId: string, people: boolean) {
    this.#world = world;
    this.#account = account;
    this.#jobId = jobId;
    this.#people = people;
  }

  static async begin(fields: {
    people: boolean;
    environment: 'live' | 'test';
    files_needed: number;
    files_per_submission: number;
    min_star_rating: number;
  }): Promise<JobLife> {
    const { environment, people, ...rest } = fields;
    const world = new TestEngine({ simulate: false });
    const { body: organization } = await world.call('POST', '/v1/auth/signup', {
      body: { name: 'Acme', email: 'dev@acme.example' },
    });
    const live = organization.api_key;
    const { secret: test } = await world.issueKey(organization.organization_id);
    const account = { organizationId: organization.organization_id, live, test };
    const job = await world.createJob(account[environment], { ...rest, price_per_file_cents: 50 });
    return new JobLife(world, account, job.id, people);
  }

  async job(): Promise<JobRecord> {
    const job = await this.#world.store.read(({ jobs }) => jobs.get(this.#jobId));
    if (job === undefined) throw new Error('The job is gone');
    return job;
  }

  /** Refusals of the rules are ApiErrors; any other error fails the test. */
  async perform(step: Step): Promise<void> {
    try {
      if (step.kind === 'accept') await this.#accept(step.slots);
      if (step.kind === 'submit') await this.#submitFile(step.pick);
      if (step.kind === 'retry') await this.#retry(step.pick);
      if (step.kind === 'score') await this.#score(step.pick, step.stars);
      if (step.kind === 'cancel') await this.#cancel();
      if (step.kind === 'extend') await this.#extend(step.pick);
      if (step.kind === 'return') await this.#return(step.pick);
      if (step.kind === 'wait') await this.#world.passTime(step.minutes * MINUTE);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async expectConsistent(job: JobRecord): Promise<void> {
    expect(job.files_pending).toBeGreaterThanOrEqual(0);
    expect(job.files_approved + job.files_pending).toBeLessThanOrEqual(job.files_needed);
    const submissions = await this.#submissions();
    const count = (status: SubmissionRecord['status']) =>
      submissions.filter((submission) => submission.status === status).length;
    expect(count('approved')).toBe(job.files_approved);
    const files = await this.#world.store.read(({ files }) =>
      files.count({ where: { job_id: job.id } }),
    );
    expect(files).toBe(job.files_approved);
    expect(job.files_pending).toBe(
      (await this.#slotsTaken()) - count('approved') - count('rejected'),
    );
    if (!isFinal(job.status)) expect(job.status).toBe(expectedStatus(job));
    await this.#expectPaid(job);
  }

  /**
   * A live job holds the price of the files it still needs and has paid for the approved ones; a test job does neither.
   * Once it is cancelled, it holds what its people's slots may still cost.
   */
  async #expectPaid(job: JobRecord): Promise<void> {
    const { body } = await this.#world.get('/v1/billing/credits', this.#account.live);
    const isLive = job.environment === 'live';
    const settling = job.is_settling ? job.files_pending : 0;
    const open = isFinal(job.status) ? settling : job.files_needed - job.files_approved;
    expect(body.held_cents).toBe(isLive ? open * job.price_per_file_cents : 0);
    const spent = isLive ? job.files_approved * job.price_per_file_cents : 0;
    expect(body.total_cents).toBe(250 - spent);
  }

  async #slotsTaken(): Promise<number> {
    const where = { job_id: this.#jobId };
    const assignments = await this.#world.store.read((tables) =>
      tables.assignments.list({ where, limit: 1_000 }),
    );
    return assignments.reduce((sum, { slots, released }) => sum + slots - released, 0);
  }

  #submissions(): Promise<readonly SubmissionRecord[]> {
    const where = { job_id: this.#jobId };
    return this.#world.store.read((tables) => tables.submissions.list({ where, limit: 1_000 }));
  }

  async #accept(slots: number): Promise<void> {
    const job = await this.job();
    await this.#world.transact(async (work) => {
      const id = work.ports.ids.next('wkr', work.now);
      await work.tables.workers.insert({
        id,
        organization_id: this.#people ? null : job.organization_id,
        job_id: this.#people ? null : job.id,
        region: null,
        device_info: { device_model: 'x', device_os: 'x', app_version: '1' },
        strikes: 0,
        trust: {},
        simulated: !this.#people,
        suspension: null,
        lease_expiries: [],
        created_at: work.now,
      });
      const accept = this.#people ? acceptLease : acceptSlots;
      await accept(work, job, id, slots);
    });
  }

  async #submitFile(pick: number): Promise<void> {
    const job = await this.job();
    await this.#world.transact(async (work) => {
      const assignment = await this.#assignment(work, pick);
      if (assignment === undefined) return;
      if (this.#people) requireLease(work, assignment);
      await submitFile(work, job, assignment, UPLOAD);
    });
  }

  async #assignment(work: Work, pick: number): Promise<AssignmentRecord | undefined> {
    const where = { job_id: this.#jobId };
    const assignments = await work.tables.assignments.list({ where, limit: 100 });
    return assignments[pick % Math.max(1, assignments.length)];
  }

  async #extend(pick: number): Promise<void> {
    const job = await this.job();
    await this.#world.transact(async (work) => {
      const assignment = await this.#assignment(work, pick);
      if (assignment?.expires_at != null) await extendLease(work, job, assignment);
    });
  }

  async #return(pick: number): Promise<void> {
    const job = await this.job();
    await this.#world.transact(async (work) => {
      const assignment = await this.#assignment(work, pick);
      if (assignment?.expires_at != null) await returnSlots(work, job, assignment);
    });
  }

  /** Three hours are more than any lease, its extension and the time for a retry. */
  async expectNoSlotIsKeptForEver(): Promise<void> {
    if (!this.#people) return;
    await this.#world.passTime(3 * HOUR);
    const submissions = await this.#submissions();
    const waiting = submissions.filter(({ status }) => status === 'pending_score').length;
    const job = await this.job();
    expect(job.files_pending).toBe(waiting);
    expect(submissions.some(({ status }) => status === 'retry_pending')).toBe(false);
    await this.expectConsistent(job);
  }

  async #retry(pick: number): Promise<void> {
    const job = await this.job();
    const submission = await this.#pick(pick, 'retry_pending');
    if (submission === undefined) return;
    await this.#world.transact(async (work) => {
      if (this.#people) requireRetryTime(work, job, submission);
      await resubmitFile(work, job, submission, UPLOAD);
    });
  }

  async #score(pick: number, stars: number): Promise<void> {
    const job = await this.job();
    const submission = await this.#pick(pick, 'pending_score');
    if (submission === undefined) return;
    const score: Score = { relevance: stars, quality: stars, completeness: stars, reasoning: 'x' };
    const apply = this.#people ? scorePersonsFile : scoreSubmission;
    await this.#world.transact((work) => apply(work, job, submission, score));
  }

  async #cancel(): Promise<void> {
    const job = await this.job();
    if (!isFinal(job.status)) await this.#world.transact((work) => cancelActiveJob(work, job));
  }

  async #pick(
    pick: number,
    status: SubmissionRecord['status'],
  ): Promise<SubmissionRecord | undefined> {
    const candidates = (await this.#submissions()).filter((each) => each.status === status);
    return candidates[pick % Math.max(1, candidates.length)];
  }
}

function expectedStatus({ files_needed, files_approved, files_pending }: JobRecord): JobStatus {
  if (files_approved > 0) return 'in_progress';
  return files_pending === files_needed ? 'filled' : 'open';
}
