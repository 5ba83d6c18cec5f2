import type { ImageAnnotations } from '@firsthandapi/spec';
import { beforeEach, describe, expect, it } from 'vitest';
import { readEarnings } from '../earnings/worker-ledger.ts';
import { createEngine, type Engine } from '../engine.ts';
import { RetryLaterError } from '../errors/port-errors.ts';
import { signedUrl } from '../files/signed-url.ts';
import type { Assessment, AssessmentRequest } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { assessmentOf, People } from '../testing/people.ts';
import { DAY, HOUR, MINUTE, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { reviewSubmission } from './review-submission.ts';

/** What the scorer does at each call, in order; the last entry repeats. */
type Plan = (request: AssessmentRequest) => Promise<Assessment> | Assessment;

const PREVIEW = { content_type: 'image/webp', content: new Uint8Array([9, 9]) };

let world: TestEngine;
let account: TestAccount;
let people: People;
let requests: AssessmentRequest[];
let errors: unknown[];

async function begin(...plans: readonly Plan[]): Promise<void> {
  requests = [];
  errors = [];
  const assess = async (request: AssessmentRequest) => {
    requests.push(request);
    const plan = plans[requests.length - 1] ?? plans.at(-1);
    if (plan === undefined) throw new Error('The scorer is not expected to be called');
    return plan(request);
  };
  const onTaskError = (error: unknown) => errors.push(error);
  world = new TestEngine({ onTaskError }, { scorer: { assess } });
  account = await world.openOrganization();
  people = new People(world);
  await people.fund(account.organizationId, 10_000);
  await people.join('wkr_ann');
}

/** A live job with one submission that waits for its rating. */
async function submitted(fields: object = {}, upload: object = {}) {
  const { id } = await world.createJob(account.live, { files_needed: 2, ...fields });
  await people.accept(id, 'wkr_ann');
  return people.submit(id, 'wkr_ann', upload);
}

function fails(error: Error): Plan {
  return () => {
    throw error;
  };
}

/** A process over the same store that does `steps` steps beyond itself, and is then never heard of again. */
function engineThatDies(steps: number): Engine {
  const { store, scorer } = world.ports;
  let left = steps;
  const dies = () => {
    left -= 1;
    return left < 0;
  };
  const dead = new Promise<never>(() => {});
  const dyingStore: Store = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'transact') return value.bind(target);
      return (...given: Parameters<Store['transact']>) =>
        dies() ? dead : target.transact(...given);
    },
  });
  const assess: Plan = (request) => (dies() ? dead : scorer.assess(request));
  const dyingScorer = { assess: async (request: AssessmentRequest) => assess(request) };
  return createEngine({ ...world.ports, store: dyingStore, scorer: dyingScorer });
}

beforeEach(() => begin(() => assessmentOf(4)));

describe('assessing what people submit', () => {
  it('approves and pays for a file that the scorer rates at the threshold or above', async () => {
    const submission = await submitted({ min_star_rating: 4 });
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(submission.id)).toMatchObject({
      status: 'approved',
      ai_star_rating: 4,
      ai_reasoning: '4 stars',
      rejection_code: null,
    });
    expect(await people.job(submission.job_id)).toMatchObject({
      status: 'in_progress',
      files_approved: 1,
    });
    const { body } = await world.get('/v1/billing/credits', account.live);
    expect(body).toMatchObject({ held_cents: 50, total_cents: 10_000 - 50 });
  });

  it('shows the scorer the file, the job, and what the job has cost so far', async () => {
    await begin(async (request) => {
      const bytes = await request.open();
      expect(bytes).toEqual(new Uint8Array([1, 2, 3, 4]));
      return assessmentOf(4, { cost_microcents: 700 });
    });
    const first = await submitted();
    await world.engine.runDue(world.clock.now());
    await people.join('wkr_bob');
    await people.accept(first.job_id, 'wkr_bob');
    await people.submit(first.job_id, 'wkr_bob');
    await world.engine.runDue(world.clock.now());
    expect(errors).toEqual([]);
    expect(requests.map(({ spent_microcents }) => spent_microcents)).toEqual([0, 700]);
    expect(requests[0]?.job.id).toBe(first.job_id);
  });

  it('holds no transaction open while the scorer works', async () => {
    await begin(async () => {
      // Would wait for ever for the transaction of its own task.
      await world.transact((work) => work.tables.jobs.count({}));
      return assessmentOf(5);
    });
    const submission = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(submission.id)).toMatchObject({ status: 'approved' });
  });

  it('stores what was recognised with the approved file and shows it to the customer', async () => {
    const annotations = imageAnnotations('a coffee cup');
    await begin(() => assessmentOf(4, { annotations }));
    const submission = await submitted();
    await world.engine.runDue(world.clock.now());
    const { body } = await world.get(`/v1/jobs/${submission.job_id}/files`, account.live);
    expect(body.data[0]).toMatchObject({ annotations, keyframes: null });
  });

  it('rates a file that is too small without asking the scorer', async () => {
    const submission = await submitted({ min_width: 2_000 });
    await world.engine.runDue(world.clock.now());
    expect(requests).toEqual([]);
    expect(await people.submission(submission.id)).toMatchObject({
      status: 'rejected',
      ai_star_rating: 1,
      rejection_code: 'too_small',
    });
  });

  it('rejects what the scorer is certain of at any threshold, and charges nothing', async () => {
    await begin(() => assessmentOf(1, { rejection_code: 'blank' } as Partial<Assessment>));
    const submission = await submitted({ min_star_rating: 1 });
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(submission.id)).toMatchObject({
      status: 'rejected',
      ai_star_rating: 1,
      ai_dimensions: null,
      rejection_code: 'blank',
    });
    const { body } = await world.get('/v1/billing/credits', account.live);
    expect(body.total_cents).toBe(10_000);
  });

  it('gives the files of test jobs 4 stars without asking the scorer', async () => {
    const { id } = await world.createJob(account.test, {
      metadata: { fh_scenario: 'never_picked_up' },
    });
    await people.accept(id, 'wkr_ann');
    const submission = await people.submit(id, 'wkr_ann');
    await world.engine.runDue(world.clock.now());
    expect(requests).toEqual([]);
    expect(await people.submission(submission.id)).toMatchObject({
      status: 'approved',
      ai_star_rating: 4,
    });
  });

  it('assesses the retry of a file below the threshold as another attempt', async () => {
    await begin(
      () => assessmentOf(2),
      () => assessmentOf(2),
    );
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(id)).toMatchObject({
      status: 'retry_pending',
      rejection_code: null,
    });
    await people.retry(id);
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(id)).toMatchObject({
      status: 'rejected',
      attempt: 2,
      rejection_code: 'below_threshold',
    });
    expect((await people.assessments(id)).map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

describe('a scorer that fails', () => {
  it('leaves the submission waiting and is called again after 1 minute, doubling', async () => {
    const broken = fails(new Error('overloaded'));
    await begin(broken, broken, () => assessmentOf(4));
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(id)).toMatchObject({
      status: 'pending_score',
      ai_star_rating: null,
    });
    await world.passTime(MINUTE - 1);
    expect(requests).toHaveLength(1);
    await world.passTime(1);
    expect(requests).toHaveLength(2);
    await world.passTime(2 * MINUTE);
    expect(await people.submission(id)).toMatchObject({ status: 'approved' });
    const outcomes = (await people.assessments(id)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', 'failed', 'scored']);
    expect(errors).toHaveLength(2);
  });

  it('is called again when its provider says', async () => {
    await begin(fails(new RetryLaterError(17 * SECOND, 'rate limited')), () => assessmentOf(4));
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    await world.passTime(17 * SECOND - 1);
    expect(requests).toHaveLength(1);
    await world.passTime(1);
    expect(await people.submission(id)).toMatchObject({ status: 'approved' });
  });

  it.each([
    ['a dimension out of range', { dimensions: { relevance: 0, quality: 3, completeness: 3 } }],
    [
      'a dimension that is not a number',
      { dimensions: { relevance: Number.NaN, quality: 3, completeness: 3 } },
    ],
    ['no dimensions', { dimensions: null }],
    ['a confidence out of range', { confidence: 2 }],
    ['a negative cost', { cost_microcents: -1 }],
  ])('never turns an assessment with %s into stars', async (_, fields) => {
    await begin(
      () => assessmentOf(4, fields as Partial<Assessment>),
      () => assessmentOf(5),
    );
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(id)).toMatchObject({ status: 'pending_score' });
    await world.passTime(MINUTE);
    expect(await people.submission(id)).toMatchObject({ ai_star_rating: 5 });
  });

  it('keeps at most 500 characters of its reasoning', async () => {
    await begin(() => assessmentOf(4, { reasoning: 'x'.repeat(10_000) }));
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect((await people.submission(id)).ai_reasoning).toHaveLength(500);
  });

  it('asks a person as well after a day, and is tried on', async () => {
    await begin(fails(new Error('down')));
    const { id } = await submitted();
    await world.passTime(30 * HOUR);
    const outcomes = (await people.assessments(id)).map(({ outcome }) => outcome);
    expect(outcomes.at(0)).toBe('failed');
    expect(outcomes.at(-1)).toBe('needs_review');
    expect(await people.submission(id)).toMatchObject({ status: 'pending_score' });
    const calls = requests.length;
    await world.passTime(6 * HOUR);
    expect(requests.length).toBe(calls + 1);
  });
});

describe('many submissions at once', () => {
  it('assesses at most 4 submissions at a time, so that other tasks find a lane, and forgets none', async () => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    await begin(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => waiting.push(resolve));
      running -= 1;
      return assessmentOf(4);
    });
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) {
      await people.join(`wkr_${index}`);
      const { id } = await world.createJob(account.live, { files_needed: 1 });
      await people.accept(id, `wkr_${index}`);
      ids.push((await people.submit(id, `wkr_${index}`)).id);
    }
    const approved = async () => {
      const found = await Promise.all(ids.map((id) => people.submission(id)));
      return found.filter(({ status }) => status === 'approved').length;
    };
    for (let round = 0; round < 20 && (await approved()) < 10; round += 1) {
      const lanes = Array.from({ length: 8 }, () => world.engine.tasks.runNext(world.clock.now()));
      await expect.poll(() => waiting.length).toBeGreaterThan(0);
      for (const resolve of waiting.splice(0)) resolve();
      await Promise.all(lanes);
      world.clock.set(world.clock.now() + MINUTE);
    }
    expect(await approved()).toBe(10);
    expect(most).toBe(4);
    expect(requests).toHaveLength(10);
  });
});

describe('an assessment whose process dies', () => {
  it('is repeated after its lease, and the lost call is on record', async () => {
    const crash = new Promise<never>(() => {});
    await begin(
      () => crash,
      () => assessmentOf(4),
    );
    const { id } = await submitted();
    // Never ends, as if the process had died.
    void world.engine.runNext(world.clock.now());
    await expect.poll(() => requests.length).toBe(1);
    world.clock.set(world.clock.now() + 3 * MINUTE);
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(id)).toMatchObject({ status: 'approved' });
    const outcomes = (await people.assessments(id)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['lost', 'scored']);
  });

  it('decides each of 200 submissions once, whatever step their process dies before', async () => {
    const lost = new Set<number>();
    for (let round = 0; round < 200; round += 1) {
      const { id, job_id } = await submitted({ files_needed: 1, price_per_file_cents: 10 });
      const dying = engineThatDies(round % 6);
      void dying.runDue(world.clock.now());
      await new Promise((resolve) => setImmediate(resolve));
      world.clock.set(world.clock.now() + 3 * MINUTE);
      await createEngine(world.ports).runDue(world.clock.now());
      expect(await people.submission(id)).toMatchObject({ status: 'approved' });
      expect(await people.job(job_id)).toMatchObject({ files_approved: 1, status: 'completed' });
      const outcomes = (await people.assessments(id)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'scored')).toEqual(['scored']);
      if (outcomes.includes('lost')) lost.add(round % 6);
      expect(outcomes.length).toBe(outcomes.includes('lost') ? 2 : 1);
    }
    expect(lost.size).toBeGreaterThan(1);
    const { pending_cents } = await world.store.read((tables) => readEarnings(tables, 'wkr_ann'));
    expect(pending_cents).toBe(200 * 8);
  });

  it('decides once when it was only slow, and what both calls cost is on record', async () => {
    let answer: (assessment: Assessment) => void = () => {};
    const slow = new Promise<Assessment>((resolve) => {
      answer = resolve;
    });
    await begin(
      () => slow,
      () => assessmentOf(4),
    );
    const { id, job_id } = await submitted();
    const first = world.engine.runNext(world.clock.now());
    await expect.poll(() => requests.length).toBe(1);
    world.clock.set(world.clock.now() + 3 * MINUTE);
    await world.engine.runDue(world.clock.now());
    answer(assessmentOf(1, { cost_microcents: 5 }));
    await first;
    expect(await people.submission(id)).toMatchObject({ status: 'approved', ai_star_rating: 4 });
    expect(await people.job(job_id)).toMatchObject({ files_approved: 1, files_pending: 0 });
    expect(await people.assessments(id)).toMatchObject([
      { outcome: 'superseded', cost_microcents: 5 },
      { outcome: 'scored', cost_microcents: 900_000 },
    ]);
  });

  it('is not repeated after its lease when it has ended', async () => {
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    await world.passTime(HOUR);
    expect(requests).toHaveLength(1);
    expect(await people.assessments(id)).toHaveLength(1);
  });
});

describe('a submission that needs a review', () => {
  const unsure = (dimensions: Assessment['dimensions']) =>
    assessmentOf(3, { verdict: 'needs_review', dimensions } as Partial<Assessment>);
  const THREE = { relevance: 3, quality: 3, completeness: 3 };

  it('is rated as a person decides, and keeps what was recognised in it', async () => {
    const annotations = imageAnnotations('a cup');
    await begin(() => ({ ...unsure(THREE), annotations }));
    const { id, job_id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(id)).toMatchObject({ status: 'pending_score' });
    const score = { relevance: 5, quality: 5, completeness: 5, reasoning: 'Readable.' };
    await world.transact((work) => reviewSubmission(work, id, { reviewer_id: 'opr_1', score }));
    expect(await people.submission(id)).toMatchObject({ status: 'approved', ai_star_rating: 5 });
    const { body } = await world.get(`/v1/jobs/${job_id}/files`, account.live);
    expect(body.data[0].annotations).toEqual(annotations);
    await world.passTime(2 * DAY);
    expect(await people.submission(id)).toMatchObject({ ai_star_rating: 5 });
  });

  it('keeps its provisional rating when nobody decides within 24 hours', async () => {
    await begin(() => unsure(THREE));
    const { id } = await submitted();
    await world.passTime(DAY - 1);
    expect(await people.submission(id)).toMatchObject({ status: 'pending_score' });
    await world.passTime(1);
    expect(await people.submission(id)).toMatchObject({ status: 'approved', ai_star_rating: 3 });
  });

  it('waits on when there is no provisional rating', async () => {
    await begin(() => unsure(null));
    const { id } = await submitted();
    await world.passTime(5 * DAY);
    expect(await people.submission(id)).toMatchObject({ status: 'pending_score' });
    expect(requests).toHaveLength(1);
  });

  it('refuses to review a submission that is already decided', async () => {
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    const score = { relevance: 1, quality: 1, completeness: 1, reasoning: 'No.' };
    const review = world.transact((work) =>
      reviewSubmission(work, id, { reviewer_id: 'opr_1', score }),
    );
    await expect(review).rejects.toThrow(`Submission ${id} is approved and waits for no review`);
  });
});

describe('what customers see of a submission', () => {
  const preview = PREVIEW;

  async function seen(id: string) {
    const { body } = await world.get(`/v1/submissions/${id}`, account.live);
    const url: string | null = body.file_url;
    if (url === null) return null;
    const response = await world.engine.fetch(new Request(url));
    return {
      url,
      status: response.status,
      bytes: [...new Uint8Array(await response.arrayBuffer())],
    };
  }

  it('is the file once it is approved, and nothing before', async () => {
    const { id } = await submitted();
    expect(await seen(id)).toBeNull();
    await world.engine.runDue(world.clock.now());
    expect(await seen(id)).toMatchObject({ status: 200, bytes: [1, 2, 3, 4] });
  });

  it('is a preview when it is rejected, and nothing when there is none', async () => {
    await begin(
      () => assessmentOf(1, { preview }),
      () => assessmentOf(1),
    );
    const { id, job_id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await seen(id)).toMatchObject({ status: 200, bytes: [9, 9] });
    await people.join('wkr_bob');
    await people.accept(job_id, 'wkr_bob');
    const other = await people.submit(job_id, 'wkr_bob');
    await world.engine.runDue(world.clock.now());
    expect(await seen(other.id)).toBeNull();
  });

  it('is a preview while a person reviews it', async () => {
    await begin(() => assessmentOf(3, { verdict: 'needs_review', preview } as Partial<Assessment>));
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await seen(id)).toMatchObject({ status: 200, bytes: [9, 9] });
  });

  it('is never the file of a rejected submission, even with a link that is signed for it', async () => {
    await begin(() => assessmentOf(1));
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    const work = { ports: world.ports, settings: world.work({} as never).settings };
    const link = signedUrl(work, id, world.clock.now() + HOUR);
    const response = await world.engine.fetch(new Request(link));
    expect(response.status).toBe(404);
  });

  it('is nothing when the preview is larger than 256 KiB, which is a failure of the scorer', async () => {
    const content = new Uint8Array(256 * 1_024 + 1);
    await begin(() => assessmentOf(1, { preview: { ...preview, content } }));
    const { id } = await submitted();
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(id)).toMatchObject({ status: 'pending_score' });
    expect(await seen(id)).toBeNull();
  });
});

describe('an attempt that a retry replaced', () => {
  it('is kept with its rating and its content, and deleted with the job', async () => {
    await begin(
      () => assessmentOf(2),
      () => assessmentOf(4),
    );
    const first = await submitted();
    await world.engine.runDue(world.clock.now());
    const second = await people.retry(first.id);
    await world.engine.runDue(world.clock.now());
    const attempts = await world.store.read((tables) =>
      tables.submission_attempts.list({ where: { submission_id: first.id }, limit: 9 }),
    );
    expect(attempts).toMatchObject([
      { attempt: 1, ai_star_rating: 2, content_key: first.content_key },
    ]);
    expect(second.content_key).not.toBe(first.content_key);
    const kept = (key: string | null) => world.files.open(key ?? '');
    expect(await kept(first.content_key)).toBeDefined();
    const erasure = { target: 'job', job_id: first.job_id };
    await world.post('/v1/privacy/erasures', account.live, erasure);
    await world.engine.runDue(world.clock.now());
    expect(await kept(first.content_key)).toBeUndefined();
    expect(await kept(second.content_key)).toBeUndefined();
    const left = await world.store.read((tables) => tables.submission_attempts.count({}));
    expect(left).toBe(0);
  });
});

describe('the trust of a person', () => {
  it('counts the time since they accepted the job, and not its age', async () => {
    const { id } = await world.createJob(account.live, {});
    await world.passTime(3 * DAY);
    await people.accept(id, 'wkr_ann');
    await world.passTime(10 * MINUTE);
    await people.submit(id, 'wkr_ann');
    await world.engine.runDue(world.clock.now());
    const worker = await people.worker('wkr_ann');
    expect(worker?.trust.data_collection).toMatchObject({ turnaround_sum_seconds: 600 });
  });
});

describe('deleting what was submitted', () => {
  it('deletes how it was assessed, and ends an assessment that is under way', async () => {
    let answer: (assessment: Assessment) => void = () => {};
    const slow = new Promise<Assessment>((resolve) => {
      answer = resolve;
    });
    await begin(
      () => assessmentOf(1, { preview: PREVIEW }),
      () => slow,
    );
    const first = await submitted({ files_needed: 3 });
    await world.engine.runDue(world.clock.now());
    await people.join('wkr_bob');
    await people.accept(first.job_id, 'wkr_bob');
    const second = await people.submit(first.job_id, 'wkr_bob');
    const assessing = world.engine.runNext(world.clock.now());
    await expect.poll(() => requests.length).toBe(2);
    const erasure = { target: 'job', job_id: first.job_id };
    const { status } = await world.post('/v1/privacy/erasures', account.live, erasure);
    expect(status).toBe(201);
    await world.engine.runDue(world.clock.now());
    answer(assessmentOf(5, { preview: PREVIEW }));
    await assessing;
    for (const { id } of [first, second]) {
      expect(await world.files.open(`${id}:1:0001.preview`)).toBeUndefined();
    }
    expect(await people.assessments(first.id)).toEqual([]);
    expect(await people.assessments(second.id)).toEqual([]);
    expect(await people.submission(second.id)).toMatchObject({ ai_star_rating: null });
  });
});

function imageAnnotations(label: string): ImageAnnotations {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  return {
    kind: 'image',
    annotation_model: 'test-model-1',
    objects: [{ label, confidence: 0.9, box }],
    text: [],
    scene: null,
    faces: [],
    quality: null,
    safety: null,
  } as unknown as ImageAnnotations;
}
