import { flagJob } from '../jobs/flag-job.ts';
import { isFinal } from '../jobs/job-status.ts';
import { precannedUpload } from '../precanned/precanned-content.ts';
import { ratingOf, slotsTaken } from '../scenarios/scenario.ts';
import { afterStep, scoredAt, submittedAt, workersNeeded } from '../scenarios/timeline.ts';
import { syntheticScore } from '../scoring/synthetic-scorer.ts';
import type { JobRecord, SubmissionRecord, TaskRecord } from '../store/records.ts';
import { acceptSlots } from '../submissions/accept-slots.ts';
import { scoreSubmission } from '../submissions/score-submission.ts';
import { resubmitFile, submitFile } from '../submissions/submit-file.ts';
import { isTooSmall } from '../submissions/verdict.ts';
import type { Work } from '../work/work.ts';
import { plannedScenario, SIMULATION_TASKS, scheduleAccept, scheduleStep } from './schedule.ts';
import { createSimulatedWorker } from './simulated-worker.ts';

/** A simulated worker accepts the next slots, and schedules the worker after them. */
async function accept(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const scenario = plannedScenario(work, job);
  const index = Number(task.data.worker);
  const firstSlot = index * job.files_per_submission;
  const wanted = Math.min(job.files_per_submission, slotsTaken(scenario, job) - firstSlot);
  if (!hasRoom(job) || wanted <= 0) return;
  const worker = await createSimulatedWorker(work, index);
  const assignment = await acceptSlots(work, job, worker.id, wanted);
  for (let slot = firstSlot; slot < firstSlot + assignment.slots; slot += 1) {
    const dueAt = submittedAt(job, slot, scenario.pace);
    await scheduleStep(work, job, 'submit', dueAt, { slot, turn: 0, assignment_id: assignment.id });
  }
  const isLast = index + 1 >= workersNeeded(job, slotsTaken(scenario, job));
  if (!isLast) await scheduleAccept(work, job, scenario, index + 1);
}

/** Another worker takes over the slot of a rejected submission. */
async function takeOver(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  if (!hasRoom(job)) return;
  const { slot, workerIndex } = slotOf(task);
  const { pace } = plannedScenario(work, job);
  const worker = await createSimulatedWorker(work, job.workers_accepted);
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
  if (submission === undefined) return;
  const scenario = plannedScenario(work, job);
  const { slot, workerIndex } = slotOf(task);
  const stars = ratingOf(scenario, job, { slot, workerIndex, attempt: submission.attempt });
  const given = isTooSmall(submission, job) ? null : syntheticScore(stars);
  const scored = await scoreSubmission(work, job, submission, given);
  await followUp(work, job, task, scored);
}

/**
 * Schedules the follow-up of a verdict: a retry by the same worker, or the slot's next worker if the scenario has one.
 */
async function followUp(
  work: Work,
  job: JobRecord,
  task: TaskRecord,
  { id, status }: SubmissionRecord,
): Promise<void> {
  const { slot, workerIndex } = slotOf(task);
  const { pace, ratings } = plannedScenario(work, job);
  const dueAt = afterStep(work.now, pace);
  if (status === 'retry_pending') {
    await scheduleStep(work, job, 'submit', dueAt, { slot, turn: workerIndex, submission_id: id });
  } else if (status === 'rejected' && workerIndex + 1 < ratings.length) {
    await scheduleStep(work, job, 'takeOver', dueAt, { slot, turn: workerIndex + 1 });
  }
}

async function flag(work: Work, job: JobRecord): Promise<void> {
  const { flagReason } = plannedScenario(work, job);
  if (flagReason !== null) await flagJob(work, job, flagReason);
}

/** Whether the job can take one more worker. */
function hasRoom({ max_workers, workers_accepted, ...job }: JobRecord): boolean {
  const isFull = job.files_approved + job.files_pending >= job.files_needed;
  return !isFull && (max_workers === null || workers_accepted < max_workers);
}

function slotOf({ data }: TaskRecord): { readonly slot: number; readonly workerIndex: number } {
  return { slot: Number(data.slot), workerIndex: Number(data.turn) };
}

/** Runs a step unless its job has ended or was erased in the meantime. */
function whileActive(step: (work: Work, job: JobRecord, task: TaskRecord) => Promise<void>) {
  return async (work: Work, task: TaskRecord): Promise<void> => {
    const job = await work.tables.jobs.get(task.subject);
    if (job !== undefined && !isFinal(job.status)) await step(work, job, task);
  };
}

/** The task handlers of simulated work. */
export const simulationTasks = {
  [SIMULATION_TASKS.accept]: whileActive(accept),
  [SIMULATION_TASKS.takeOver]: whileActive(takeOver),
  [SIMULATION_TASKS.submit]: whileActive(submit),
  [SIMULATION_TASKS.score]: whileActive(score),
  [SIMULATION_TASKS.flag]: whileActive(flag),
};
