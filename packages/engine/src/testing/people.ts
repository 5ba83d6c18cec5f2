import { grantLot } from '../credits/lots/grant-lot.ts';
import type { Upload } from '../media/media-content.ts';
import type { Assessment } from '../ports.ts';
import type {
  AssessmentRecord,
  AssignmentRecord,
  JobRecord,
  SubmissionRecord,
  WorkerPosition,
  WorkerRecord,
} from '../store/records.ts';
import { handIn, handInAgain, type PersonsUpload } from '../submissions/hand-in.ts';
import { acceptLease } from '../submissions/lease.ts';
import type { Work } from '../work/work.ts';
import type { TestEngine } from './test-engine.ts';

/** What a person's phone uploads. Its content is not stored: `People.upload` does that. */
export const PHOTO: Upload = {
  content_key: 'photo',
  content_type: 'image/jpeg',
  size_bytes: 4,
  width: 1_600,
  height: 1_200,
  duration_seconds: null,
  content_hash: 'a'.repeat(64),
  captured_at: null,
};

/** An assessment whose dimensions all equal `stars`. */
export function assessmentOf(stars: number, fields: Partial<Assessment> = {}): Assessment {
  return {
    verdict: 'scored',
    dimensions: { relevance: stars, quality: stars, completeness: stars },
    rejection_code: null,
    reasoning: `${stars} stars`,
    confidence: 0.9,
    judged: ['relevance', 'quality', 'completeness'],
    safety: { flagged: false, categories: [] },
    signals: [],
    votes: [],
    models: [{ name: 'test-model', version: '1' }],
    annotations: null,
    preview: null,
    cost_microcents: 900_000,
    ...fields,
  } as Assessment;
}

/** Drives what people do with jobs, through the domain's functions. */
export class People {
  readonly #world: TestEngine;

  constructor(world: TestEngine) {
    this.#world = world;
  }

  /** Gives an organization credits for live jobs. */
  async fund(organization_id: string, amount_cents = 100_000): Promise<void> {
    await this.#world.transact((work) =>
      grantLot(work, organization_id, { source: 'bonus', amount_cents, description: 'Bonus' }),
    );
  }

  /** Adds a person who may work on any job. */
  async join(id: string): Promise<WorkerRecord> {
    const worker: WorkerRecord = {
      id,
      organization_id: null,
      job_id: null,
      region: 'DE-BE',
      device_info: { device_model: 'Pixel 10', device_os: 'Android 16', app_version: '1.0.0' },
      strikes: 0,
      trust: {},
      simulated: false,
      suspension: null,
      lease_expiries: [],
      created_at: this.#world.clock.now(),
    };
    await this.#world.transact((work) => work.tables.workers.insert(worker));
    return worker;
  }

  accept(
    jobId: string,
    workerId: string,
    slots = 1,
    position: WorkerPosition | null = null,
  ): Promise<AssignmentRecord> {
    return this.#world.transact(async (work) =>
      acceptLease(work, await jobOf(work, jobId), workerId, slots, position),
    );
  }

  /** Stores content and submits it for the assignment. */
  async submit(
    jobId: string,
    workerId: string,
    upload: Partial<PersonsUpload> = {},
  ): Promise<SubmissionRecord> {
    return this.#world.transact(async (work) => {
      const job = await jobOf(work, jobId);
      const assignment = await work.tables.assignments.get(`${jobId}:${workerId}`);
      if (assignment === undefined) throw new Error(`${workerId} has not accepted ${jobId}`);
      return handIn(work, job, assignment, await this.upload(job, upload));
    });
  }

  async retry(
    submissionId: string,
    upload: Partial<PersonsUpload> = {},
  ): Promise<SubmissionRecord> {
    return this.#world.transact(async (work) => {
      const submission = await work.tables.submissions.get(submissionId);
      if (submission === undefined) throw new Error(`${submissionId} does not exist`);
      const job = await jobOf(work, submission.job_id);
      return handInAgain(work, job, submission, await this.upload(job, upload));
    });
  }

  async upload(job: JobRecord, fields: Partial<PersonsUpload>): Promise<PersonsUpload> {
    this.#uploads += 1;
    const content_key = `upload-${this.#uploads}`;
    const bytes = new Uint8Array([1, 2, 3, 4]);
    await this.#world.ports.files.put(content_key, job.organization_id, bytes);
    const content_hash = this.#uploads.toString(16).padStart(64, '0');
    return { ...PHOTO, position: null, content_key, content_hash, ...fields };
  }

  #uploads = 0;

  async job(id: string): Promise<JobRecord> {
    return this.#world.ports.store.read((tables) => jobOf({ tables }, id));
  }

  async worker(id: string): Promise<WorkerRecord | undefined> {
    return this.#world.ports.store.read((tables) => tables.workers.get(id));
  }

  async assignment(jobId: string, workerId: string): Promise<AssignmentRecord> {
    const id = `${jobId}:${workerId}`;
    const found = await this.#world.ports.store.read((tables) => tables.assignments.get(id));
    if (found === undefined) throw new Error(`${id} does not exist`);
    return found;
  }

  async submission(id: string): Promise<SubmissionRecord> {
    const found = await this.#world.ports.store.read((tables) => tables.submissions.get(id));
    if (found === undefined) throw new Error(`${id} does not exist`);
    return found;
  }

  /** How a submission was assessed, call by call. */
  assessments(submissionId: string): Promise<readonly AssessmentRecord[]> {
    const where = { submission_id: submissionId };
    return this.#world.ports.store.read((tables) =>
      tables.assessments.list({ where, order: 'oldest', limit: 100 }),
    );
  }
}

async function jobOf({ tables }: Pick<Work, 'tables'>, id: string): Promise<JobRecord> {
  const job = await tables.jobs.get(id);
  if (job === undefined) throw new Error(`${id} does not exist`);
  return job;
}
