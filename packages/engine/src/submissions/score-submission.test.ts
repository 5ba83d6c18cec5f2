import { beforeEach, describe, expect, it } from 'vitest';
import type { Upload } from '../media/media-content.ts';
import type { Score } from '../ports.ts';
import type { JobRecord, SubmissionRecord, WorkerRecord } from '../store/records.ts';
import { type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { acceptSlots } from './accept-slots.ts';
import { scoreSubmission } from './score-submission.ts';
import { resubmitFile, submitFile } from './submit-file.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine({ simulate: false });
  account = await world.openOrganization();
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

function score(stars: number): Score {
  return { relevance: stars, quality: stars, completeness: stars, reasoning: `${stars} stars` };
}

/** A job with one submission that waits for its score. */
async function submitted(fields: object = {}): Promise<string> {
  const { id } = await world.createJob(account.test, fields);
  return world.transact(async (work) => {
    const worker: WorkerRecord = {
      id: 'wkr_1',
      organization_id: null,
      job_id: null,
      region: 'US-CA',
      device_info: { device_model: 'Pixel', device_os: 'Android', app_version: '1' },
      strikes: 0,
      trust: {},
      simulated: true,
      suspension: null,
      lease_expiries: [],
      created_at: work.now,
    };
    await work.tables.workers.insert(worker);
    const job = await found(work.tables.jobs.get(id));
    const assignment = await acceptSlots(work, job, worker.id, 1);
    await submitFile(work, await found(work.tables.jobs.get(id)), assignment, UPLOAD);
    return id;
  });
}

async function found<T>(finding: Promise<T | undefined>): Promise<T> {
  const value = await finding;
  if (value === undefined) throw new Error('Not found');
  return value;
}

async function state(jobId: string) {
  return world.store.read(async (tables) => {
    const [submission] = await tables.submissions.list({ where: { job_id: jobId }, limit: 1 });
    return {
      job: await found(tables.jobs.get(jobId)),
      submission: submission as SubmissionRecord,
      worker: await found(tables.workers.get('wkr_1')),
    };
  });
}

async function give(jobId: string, given: Score | null) {
  const { job, submission } = await state(jobId);
  await world.transact((work) => scoreSubmission(work, job, submission, given));
  return state(jobId);
}

async function retry(jobId: string) {
  const { job, submission } = await state(jobId);
  await world.transact((work) => resubmitFile(work, job, submission, UPLOAD));
}

describe('scoring a submission', () => {
  it('approves a submission from the threshold up, with a file that describes it', async () => {
    const id = await submitted();
    const { job, submission } = await give(id, score(3));
    expect(submission).toMatchObject({ status: 'approved', ai_star_rating: 3, attempt: 1 });
    expect(job).toMatchObject({ status: 'in_progress', files_approved: 1, files_pending: 0 });
    const { body } = await world.get(`/v1/jobs/${id}/files`, account.test);
    expect(body.data[0]).toMatchObject({
      submission_id: submission.id,
      size_bytes: 4,
      width: 800,
      content_hash: UPLOAD.content_hash,
      ai_star_rating: 3,
      worker_region: 'US-CA',
    });
  });

  it('allows one retry below the threshold and keeps the slot for it', async () => {
    const id = await submitted({ files_needed: 1 });
    const first = await give(id, score(2));
    expect(first.submission.status).toBe('retry_pending');
    expect(first.job).toMatchObject({ status: 'filled', files_pending: 1 });
    expect(first.worker.strikes).toBe(0);
    await retry(id);
    const second = await give(id, score(2));
    expect(second.submission).toMatchObject({ status: 'rejected', attempt: 2 });
    expect(second.job).toMatchObject({ status: 'open', files_pending: 0 });
    expect(second.worker.strikes).toBe(0);
  });

  it('approves a good retry', async () => {
    const id = await submitted({ files_needed: 1 });
    await give(id, score(2));
    await retry(id);
    const { job, submission } = await give(id, score(4));
    expect([submission.status, submission.attempt, job.status]).toEqual([
      'approved',
      2,
      'completed',
    ]);
  });

  it('allows no second retry', async () => {
    const id = await submitted();
    await give(id, score(2));
    await retry(id);
    await give(id, score(2));
    await expect(retry(id)).rejects.toThrow('no retry is due');
  });

  it('rejects 1 star at once, with a strike for the worker', async () => {
    const { submission, worker } = await give(await submitted(), score(1));
    expect([submission.status, worker.strikes]).toEqual(['rejected', 1]);
  });

  it('gives 1 star without a score to a file that is too small, even at a threshold of 1', async () => {
    const id = await submitted({ min_width: 1_024, min_star_rating: 1 });
    const { submission, job, worker } = await give(id, null);
    expect(submission).toMatchObject({
      status: 'rejected',
      ai_star_rating: 1,
      ai_dimensions: null,
      ai_reasoning: 'Not scored: the job requires files at least 1024 px wide.',
    });
    expect([job.files_approved, worker.strikes]).toEqual([0, 1]);
  });

  it('ignores the score of a file that is too small', async () => {
    const { submission } = await give(await submitted({ min_width: 1_024 }), score(5));
    expect(submission).toMatchObject({ status: 'rejected', ai_star_rating: 1 });
  });

  it('does nothing once the job has ended, or the submission is scored', async () => {
    const id = await submitted();
    const approved = await give(id, score(5));
    expect(await give(id, score(1))).toEqual(approved);
    const other = await submittedTo(await world.createJob(account.test));
    await world.post(`/v1/jobs/${other}/cancel`, account.test);
    const cancelled = await state(other);
    const again = await give(other, score(5));
    expect(again).toEqual(cancelled);
  });

  it('records every score in the trust of the category', async () => {
    const { worker } = await give(await submitted({ type: 'feedback' }), score(5));
    expect(Object.keys(worker.trust)).toEqual(['feedback']);
    expect(worker.trust.feedback).toMatchObject({ scored: 1, approved: 1, rating_sum: 5 });
  });
});

async function submittedTo({ id }: { id: string }): Promise<string> {
  await world.transact(async (work) => {
    const job = await found(work.tables.jobs.get(id));
    const assignment = await acceptSlots(work, job, 'wkr_1', 1);
    await submitFile(work, await found(work.tables.jobs.get(id)), assignment, UPLOAD);
  });
  return id;
}

describe('submitting a file', () => {
  it('refuses a format that the job does not accept', async () => {
    const { id } = await world.createJob(account.test, { accepted_formats: ['audio/wav'] });
    await submitted();
    await expect(submittedTo({ id })).rejects.toThrow('does not accept image/jpeg');
  });

  it('refuses more files than the worker has slots', async () => {
    const id = await submitted();
    const handInOnce = () =>
      world.transact(async (work) => {
        const job: JobRecord = await found(work.tables.jobs.get(id));
        const assignment = await found(work.tables.assignments.get(`${id}:wkr_1`));
        await submitFile(work, job, assignment, UPLOAD);
      });
    await expect(handInOnce()).rejects.toThrow('No slot of this worker is left, of ');
  });

  it('lets a worker take part once, and at most max_workers in all', async () => {
    const id = await submitted({ files_needed: 2, max_workers: 2 });
    const accept = (worker: string) =>
      world.transact(async (work) =>
        acceptSlots(work, await found(work.tables.jobs.get(id)), worker, 1),
      );
    await expect(accept('wkr_1')).rejects.toThrow('taken part');
    await accept('wkr_2');
    await expect(accept('wkr_3')).rejects.toThrow('no more workers');
  });

  it('says that a job for a single worker has its worker', async () => {
    const id = await submitted({ files_needed: 2, max_workers: 1, files_per_submission: 2 });
    const accept = world.transact(async (work) =>
      acceptSlots(work, await found(work.tables.jobs.get(id)), 'wkr_2', 1),
    );
    await expect(accept).rejects.toThrow('already has its 1 worker');
  });
});
