import { deleteContent } from '../files/delete-content.ts';
import { previewKey } from '../files/submission-preview.ts';
import { hasEnded } from '../jobs/job-status.ts';
import type { ByteRange } from '../media/media-content.ts';
import type { Assessment, Files, Ports, Score } from '../ports.ts';
import type {
  AssessmentRecord,
  JobRecord,
  SubmissionPreview,
  SubmissionRecord,
  TaskRecord,
} from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { AfterCommit, TaskHandler } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { duplicateScore } from './duplicate-file.ts';
import { plannedScore } from './planned-score.ts';
import { scorePersonsFile } from './retry-expiry.ts';
import { holdForReview } from './review-submission.ts';
import { delayAfter, nextTurn, putOff, scheduleTurn, type Turn, turnOf } from './scoring-turn.ts';
import { doubtCopy } from './similar-file.ts';
import { submittedContent } from './submitted-content.ts';
import { validAssessment } from './valid-assessment.ts';
import { isTooSmall } from './verdict.ts';

const MINUTE_MS = 60_000;
/** A call whose process crashed is repeated after this long: three times what a scorer may take. */
const LEASE_MS = 3 * MINUTE_MS;
/** After this long without a rating, a person is asked to decide, while the scorer is tried on. */
const REVIEW_AFTER_MS = 24 * 60 * MINUTE_MS;
/** Calls that this process makes at a time. Scorers are slow, and the service's other tasks need lanes too. */
const MOST_CALLS = 4;

/** How many calls of the scorer are under way in this process. */
interface Calls {
  running: number;
}

/** Returns the handler of the task `submission.score`. */
export function scoringHandler(): TaskHandler {
  const calls: Calls = { running: 0 };
  return (work, task) => assessSubmission(work, task, calls);
}

/**
 * Task `submission.score`: claims a call of the scorer, which is made after the commit and leaves a lease. When the
 * process dies before the outcome is recorded, the lease makes another call. What needs no scorer is scored at once.
 */
async function assessSubmission(
  work: Work,
  task: TaskRecord,
  calls: Calls,
): Promise<AfterCommit | undefined> {
  const turn = turnOf(task);
  const pending = await findPending(work, task.subject, turn.attempt);
  if (pending === undefined || !(await isDue(work, pending.submission, turn))) return undefined;
  const { job, submission } = pending;
  const certain = await scoreWithoutCall(work, job, submission);
  if (certain !== undefined) {
    await scorePersonsFile(work, job, submission, certain);
    return undefined;
  }
  if (calls.running >= MOST_CALLS) {
    await putOff(work, submission.id, turn);
    return undefined;
  }
  const { assessments } = work.tables;
  const spent_microcents = await assessments.sum('cost_microcents', { where: { job_id: job.id } });
  const record = newAssessment(work, submission, turn.call);
  await assessments.insert(record);
  const next = nextTurn(turn, 'lease');
  await scheduleTurn(work, submission.id, next, work.now + LEASE_MS);
  return countedCall(calls, () =>
    assess(work, { job, submission, turn, record, spent_microcents }),
  );
}

/**
 * Returns the score of what needs no scorer: a file that is too small or a duplicate, and every file of a test job (contract §5,
 * §6).
 */
async function scoreWithoutCall(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
): Promise<Score | undefined> {
  if (!isTooSmall(submission, job)) {
    const duplicate = await duplicateScore(work, submission);
    if (duplicate !== undefined || job.environment === 'live') return duplicate;
  }
  return plannedScore(work, job, submission);
}

/** Counts a call from its claim on, so that claims of several lanes do not exceed the limit together. */
function countedCall(calls: Calls, call: () => Promise<void>): AfterCommit {
  calls.running += 1;
  const end = () => {
    calls.running -= 1;
  };
  return { run: () => call().finally(end), abandon: end };
}

/** A submission that waits for its rating, with its job; undefined when it does so no longer. */
async function findPending({ tables }: Pick<Work, 'tables'>, id: string, attempt: number) {
  const submission = await tables.submissions.get(id);
  if (submission?.status !== 'pending_score' || submission.attempt !== attempt) return undefined;
  const job = await tables.jobs.get(submission.job_id);
  if (job === undefined || hasEnded(job) || submission.purged_at !== null) return undefined;
  return { job, submission };
}

/** Each call is made once, and one that a lease makes only when the call before it was lost. */
async function isDue(work: Work, { id }: SubmissionRecord, turn: Turn): Promise<boolean> {
  const { assessments } = work.tables;
  if ((await assessments.get(assessmentId(id, turn.attempt, turn.call))) !== undefined)
    return false;
  if (turn.after !== 'lease') return true;
  const before = await assessments.get(assessmentId(id, turn.attempt, turn.call - 1));
  if (before?.outcome !== 'running') return false;
  await assessments.update({ ...before, outcome: 'lost', ended_at: work.now });
  return true;
}

function assessmentId(submissionId: string, attempt: number, call: number): string {
  return `${submissionId}:${attempt}:${String(call).padStart(4, '0')}`;
}

function newAssessment(work: Work, submission: SubmissionRecord, call: number): AssessmentRecord {
  return {
    ...scopeOf(submission),
    id: assessmentId(submission.id, submission.attempt, call),
    job_id: submission.job_id,
    submission_id: submission.id,
    attempt: submission.attempt,
    call,
    outcome: 'running',
    dimensions: null,
    reasoning: null,
    rejection_code: null,
    confidence: null,
    judged: [],
    safety: null,
    signals: [],
    votes: [],
    models: [],
    annotations: null,
    likeness: null,
    cost_microcents: 0,
    started_at: work.now,
    ended_at: null,
  };
}

/** A call of the scorer that was claimed. */
interface ClaimedCall {
  readonly turn: Turn;
  readonly job: JobRecord;
  readonly submission: SubmissionRecord;
  readonly record: AssessmentRecord;
  readonly spent_microcents: number;
}

interface Assessed {
  readonly assessment: Assessment;
  readonly preview: SubmissionPreview | null;
}

type Result = Assessed | { readonly error: unknown };

/** Makes the call and records its outcome. Throws the scorer's error once the next call is scheduled. */
async function assess({ ports, settings }: Work, claimed: ClaimedCall): Promise<void> {
  const result = await callScorer(ports, claimed);
  const isCounted = await ports.store.transact(async (tables) => {
    const work = { ports, settings, tables, now: ports.clock.now() };
    if ('error' in result) return recordFailure(work, claimed, result.error);
    return recordResult(work, claimed, result);
  });
  if (!isCounted) await deleteContent({ ports }, previewKey(claimed.record.id));
  if ('error' in result) throw result.error;
}

async function callScorer({ scorer, files }: Ports, call: ClaimedCall): Promise<Result> {
  const { job, submission, spent_microcents } = call;
  const open = (range?: ByteRange) => submittedContent(files, submission, range);
  try {
    const given = await scorer.assess({ job, submission, spent_microcents, open });
    const assessment = validAssessment(given);
    return { assessment, preview: await storePreview(files, call, assessment) };
  } catch (error) {
    return { error };
  }
}

/** Stores the preview under a key of the call, which is deleted with the call's record. */
async function storePreview(
  files: Files,
  { record: { id, organization_id } }: ClaimedCall,
  { preview }: Assessment,
): Promise<SubmissionPreview | null> {
  if (preview === null) return null;
  const { content, content_type } = preview;
  const content_key = previewKey(id);
  await files.put(content_key, organization_id, content);
  return { content_key, content_type, size_bytes: content.byteLength };
}

/** Returns whether the result counts: whether the same attempt still waits for it. */
async function recordResult(
  work: Work,
  { submission: { id, attempt }, record }: ClaimedCall,
  { assessment: given, preview }: Assessed,
): Promise<boolean> {
  const pending = await findPending(work, id, attempt);
  const assessment =
    pending === undefined ? given : await doubtCopy(work, pending.submission, given);
  const { verdict, preview: _, ...findings } = assessment;
  const outcome = pending === undefined ? 'superseded' : verdict;
  const ended = await endCall(work, record, { ...findings, outcome });
  if (pending === undefined || ended === undefined) return false;
  const { job } = pending;
  const submission = { ...pending.submission, preview };
  if (assessment.verdict === 'needs_review') {
    await work.tables.submissions.update(submission);
    await holdForReview(work, submission, ended);
    return true;
  }
  const { dimensions, reasoning, rejection_code, annotations } = assessment;
  const score = { ...dimensions, reasoning, rejection_code, annotations };
  await scorePersonsFile(work, job, submission, score);
  return true;
}

/** The submission keeps waiting. After a day, a person is asked as well. */
async function recordFailure(
  work: Work,
  { submission: { id, attempt, submitted_at }, turn, record }: ClaimedCall,
  error: unknown,
): Promise<boolean> {
  const pending = await findPending(work, id, attempt);
  const isOverdue = work.now - submitted_at >= REVIEW_AFTER_MS;
  const outcome = isOverdue && pending !== undefined ? 'needs_review' : 'failed';
  await endCall(work, record, { outcome });
  if (pending === undefined) return false;
  const dueAt = work.now + delayAfter(error, turn);
  await scheduleTurn(work, id, nextTurn(turn, 'failure'), dueAt);
  return false;
}

/** Records how a call ended. Returns undefined when its record was deleted with the submission's content. */
async function endCall(
  { tables: { assessments }, now }: Work,
  { id }: AssessmentRecord,
  change: Partial<AssessmentRecord>,
): Promise<AssessmentRecord | undefined> {
  const current = await assessments.get(id);
  if (current === undefined) return undefined;
  const ended: AssessmentRecord = { ...current, ...change, ended_at: now };
  await assessments.update(ended);
  return ended;
}
