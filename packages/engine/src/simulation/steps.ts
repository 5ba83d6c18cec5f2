import { flagJob } from '../jobs/flag-job.ts';
import { isFinal } from '../jobs/job-status.ts';
import { precannedUpload } from '../precanned/precanned-content.ts';
import { ratingOf, slotsTaken } from '../scenarios/scenario-of-job.ts';
import { afterStep, scoredAt, submittedAt, workersNeeded } from '../scenarios/timeline.ts';
import { syntheticScore } from '../scoring/synthetic-scorer.ts';
import type { JobRecord, SubmissionRecord, TaskRecord } from '../store/records.ts';
import { acceptSlots } from '../submissions/accept-slots.ts';
import { scoreSubmission } from '../submissions/score-submission.ts';
import { resubmitFile, submitFile } from '../submissions/submit-file.ts';
import { isTooSmall } from '../submissions/verdict.ts';
import type { Work } from '../work/work.ts';
import {
  plannedScenario,
  SIMULATION_TASKS,
  scheduleAccept,
  scheduleStep,
  type Turns,
} from './schedule.ts';
import { createSimulatedWorker } from './simulated-worker.ts';

/** A simulated worker accepts the next slots, and schedules the worker after them, or the first submission. */
async function accept(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const scenario = plannedScenario(work, job);
  const index = Number(task.data.worker);
  const turns = await turnsOf(work, job, task);
  const taken = slotsTaken(scenario, job);
  const wanted = Math.min(job.files_per_submission, taken - index * job.files_per_submission);
  if (!hasRoom(job) || wanted <= 0) return beginSubmitting(work, job, turns);
  const worker = await createSimulatedWorker(work, job, index);
  await acceptSlots(work, job, worker.id, wanted);
  const isLast = index + 1 >= workersNeeded(job, taken);
  if (isLast) return beginSubmitting(work, job, turns);
  await scheduleAccept(work, job, scenario, index + 1, turns);
}

/** A task of an earlier version does not name the first worker: its workers' files have tasks of their own. */
async function turnsOf(work: Work, job: JobRecord, { data }: TaskRecord): Promise<Turns> {
  if (typeof data.after === 'string') return { first: Number(data.first), after: data.after };
  const [newest] = await work.tables.assignments.list({ where: { job_id: job.id }, limit: 1 });
  return { first: Number(data.worker), after: newest?.id ?? '' };
}

async function beginSubmitting(work: Work, job: JobRecord, { first, after }: Turns): Promise<void> {
  const { pace } = plannedScenario(work, job);
  const dueAt = submittedAt(job, first * job.files_per_submission, pace);
  await scheduleStep(work, job, 'submitNext', dueAt, { worker: first, after });
}

/** Submits the workers' next file. After the last, schedules the scoring of the first. */
async function submitNext(work: Work, job: JobRecord, { data }: TaskRecord): Promise<void> {
  const [assignment] = await assignmentsAfter(work, job, String(data.after));
  if (assignment === undefined) return beginScoring(work, job);
  const { pace, tooSmall } = plannedScenario(work, job);
  const worker = Number(data.worker);
  const slot = worker * job.files_per_submission + assignment.submitted;
  await submitFile(work, job, assignment, precannedUpload(job, slot, work.now, tooSmall));
  if (assignment.submitted + 1 < assignment.slots) {
    const dueAt = submittedAt(job, slot + 1, pace);
    return scheduleStep(work, job, 'submitNext', dueAt, { worker, after: String(data.after) });
  }
  const [next] = await assignmentsAfter(work, job, assignment.id);
  if (next === undefined) return beginScoring(work, job);
  const dueAt = submittedAt(job, (worker + 1) * job.files_per_submission, pace);
  const turn = { worker: worker + 1, after: assignment.id };
  await scheduleStep(work, job, 'submitNext', dueAt, turn);
}

function assignmentsAfter(work: Work, { id }: JobRecord, after: string) {
  const where = { job_id: id };
  return work.tables.assignments.list({ where, after, order: 'oldest', limit: 1 });
}

async function beginScoring(work: Work, job: JobRecord): Promise<void> {
  const left = await work.tables.submissions.count({ where: { job_id: job.id } });
  if (left === 0) return;
  const { pace } = plannedScenario(work, job);
  const first = { slot: 0, after: '', left };
  await scheduleStep(work, job, 'scoreNext', scoredAt(job, 0, pace), first);
}

/** The next of the submitted files is scored, in the order in which they were submitted. */
async function scoreNext(work: Work, job: JobRecord, { data }: TaskRecord): Promise<void> {
  const [submission] = await work.tables.submissions.list({
    where: { job_id: job.id },
    after: String(data.after),
    order: 'oldest',
    limit: 1,
  });
  if (submission === undefined) return;
  const slot = Number(data.slot);
  await scoreAndFollowUp(work, job, submission, { slot, workerIndex: 0 });
  const left = Number(data.left) - 1;
  if (left === 0) return;
  const { pace } = plannedScenario(work, job);
  const next = { slot: slot + 1, after: submission.id, left };
  await scheduleStep(work, job, 'scoreNext', scoredAt(job, slot + 1, pace), next);
}

/** Another worker takes over the slot of a rejected submission. */
async function takeOver(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  if (!hasRoom(job)) return;
  const { slot, workerIndex } = slotOf(task);
  const { pace } = plannedScenario(work, job);
  const worker = await createSimulatedWorker(work, job, job.workers_accepted);
  const assignment = await acceptSlots(work, job, worker.id, 1);
  const data = { slot, turn: workerIndex, assignment_id: assignment.id };
  await scheduleStep(work, job, 'submit', afterStep(work.now, pace), data);
}

async function submit(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const { slot, workerIndex } = slotOf(task);
  if (typeof task.data.submission_id === 'string') {
    await retry(work, job, task, task.data.submission_id);
    return;
  }
  const assignment = await work.tables.assignments.get(String(task.data.assignment_id));
  if (assignment === undefined) return;
  const { pace, tooSmall } = plannedScenario(work, job);
  const upload = precannedUpload(job, slot, work.now, tooSmall);
  const submission = await submitFile(work, job, assignment, upload);
  const dueAt = workerIndex === 0 ? scoredAt(job, slot, pace) : afterStep(work.now, pace);
  await scheduleStep(work, job, 'score', dueAt, {
    slot,
    turn: workerIndex,
    submission_id: submission.id,
  });
}

async function retry(work: Work, job: JobRecord, task: TaskRecord, id: string): Promise<void> {
  const submission = await work.tables.submissions.get(id);
  if (submission?.status !== 'retry_pending') return;
  const { slot, workerIndex } = slotOf(task);
  const { pace, tooSmall } = plannedScenario(work, job);
  await resubmitFile(work, job, submission, precannedUpload(job, slot + 1, work.now, tooSmall));
  const data = { slot, turn: workerIndex, submission_id: id };
  await scheduleStep(work, job, 'score', afterStep(work.now, pace), data);
}

async function score(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const submission = await work.tables.submissions.get(String(task.data.submission_id));
  if (submission !== undefined) await scoreAndFollowUp(work, job, submission, slotOf(task));
}

/**
 * Scores a submission, and schedules the follow-up of its verdict: a retry by the same worker, or the slot's next worker
 * if the scenario has one.
 */
async function scoreAndFollowUp(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  { slot, workerIndex }: SlotTurn,
): Promise<void> {
  if (submission.status !== 'pending_score') return;
  const scenario = plannedScenario(work, job);
  const stars = ratingOf(scenario, job, { slot, workerIndex, attempt: submission.attempt });
  const given = isTooSmall(submission, job) ? null : syntheticScore(stars);
  const { id, status } = await scoreSubmission(work, job, submission, given);
  const dueAt = afterStep(work.now, scenario.pace);
  if (status === 'retry_pending') {
    await scheduleStep(work, job, 'submit', dueAt, { slot, turn: workerIndex, submission_id: id });
  } else if (status === 'rejected' && workerIndex + 1 < scenario.ratings.length) {
    await scheduleStep(work, job, 'takeOver', dueAt, { slot, turn: workerIndex + 1 });
  }
}

async function flag(work: Work, job: JobRecord): Promise<void> {
  const { flagReason } = plannedScenario(work, job);
  if (flagReason !== null) await flagJob(work, job, flagReason);
}

/** Whether the job can take one more worker. */
function hasRoom(job: JobRecord): boolean {
  const isFull = job.files_approved + job.files_pending >= job.files_needed;
  return !isFull && (job.max_workers === null || job.workers_accepted < job.max_workers);
}

/** A slot, and which of its successive workers has it. */
interface SlotTurn {
  readonly slot: number;
  readonly workerIndex: number;
}

function slotOf({ data }: TaskRecord): SlotTurn {
  return { slot: Number(data.slot), workerIndex: Number(data.turn) };
}

/** Runs a step unless its job has ended or was erased in the meantime. */
function whileActive(step: (work: Work, job: JobRecord, task: TaskRecord) => Promise<void>) {
  return async (work: Work, task: TaskRecord): Promise<void> => {
    work.settings.stepPacer?.performed(task.due_at, work.now);
    const job = await work.tables.jobs.get(task.subject);
    if (job !== undefined && !isFinal(job.status)) await step(work, job, task);
  };
}

/** The task handlers of simulated work. */
export const simulationTasks = {
  [SIMULATION_TASKS.accept]: whileActive(accept),
  [SIMULATION_TASKS.takeOver]: whileActive(takeOver),
  [SIMULATION_TASKS.submitNext]: whileActive(submitNext),
  [SIMULATION_TASKS.submit]: whileActive(submit),
  [SIMULATION_TASKS.scoreNext]: whileActive(scoreNext),
  [SIMULATION_TASKS.score]: whileActive(score),
  [SIMULATION_TASKS.flag]: whileActive(flag),
};
