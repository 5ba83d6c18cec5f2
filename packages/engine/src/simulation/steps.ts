import { flagJob } from '../jobs/flag-job.ts';
import { isFinal } from '../jobs/job-status.ts';
import { precannedUpload } from '../precanned/precanned-content.ts';
import { ratingOf, slotsTaken } from '../scenarios/scenario.ts';
import { afterStep, handedInAt, scoredAt, workersNeeded } from '../scenarios/timeline.ts';
import { syntheticScore } from '../scoring/synthetic-scorer.ts';
import type { JobRecord, SubmissionRecord, TaskRecord } from '../store/records.ts';
import { acceptSlots } from '../submissions/accept-slots.ts';
import { scoreSubmission } from '../submissions/score-submission.ts';
import { handIn, handInAgain } from '../submissions/submit-file.ts';
import { isTooSmall } from '../submissions/verdict.ts';
import type { Work } from '../work/work.ts';
import { plannedScenario, SIMULATION_TASKS, scheduleAccept, scheduleStep } from './schedule.ts';
import { createSimulatedWorker } from './simulated-worker.ts';

/** A simulated worker accepts the next slots; the worker after them comes in their turn. */
async function accept(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const scenario = plannedScenario(work, job);
  const place = Number(task.data.worker);
  const firstSlot = place * job.files_per_submission;
  const wanted = Math.min(job.files_per_submission, slotsTaken(scenario, job) - firstSlot);
  if (!hasRoom(job) || wanted <= 0) return;
  const worker = await createSimulatedWorker(work, place);
  const assignment = await acceptSlots(work, job, worker.id, wanted);
  for (let slot = firstSlot; slot < firstSlot + assignment.slots; slot += 1) {
    const dueAt = handedInAt(job, slot, scenario.pace);
    await scheduleStep(work, job, 'handIn', dueAt, { slot, turn: 0, assignment_id: assignment.id });
  }
  const isLast = place + 1 >= workersNeeded(job, slotsTaken(scenario, job));
  if (!isLast) await scheduleAccept(work, job, scenario, place + 1);
}

/** Another worker takes the slot of a rejected submission over. */
async function takeOver(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  if (!hasRoom(job)) return;
  const { slot, turn } = placeOf(task);
  const { pace } = plannedScenario(work, job);
  const worker = await createSimulatedWorker(work, job.workers_accepted);
  const assignment = await acceptSlots(work, job, worker.id, 1);
  const data = { slot, turn, assignment_id: assignment.id };
  await scheduleStep(work, job, 'handIn', afterStep(work.now, pace), data);
}

async function handInFile(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const { slot, turn } = placeOf(task);
  if (typeof task.data.submission_id === 'string') {
    await retry(work, job, task, task.data.submission_id);
    return;
  }
  const assignment = await work.tables.assignments.get(String(task.data.assignment_id));
  if (assignment === undefined) return;
  const { pace, tooSmall } = plannedScenario(work, job);
  const upload = precannedUpload(job, slot, work.now, tooSmall);
  const submission = await handIn(work, job, assignment, upload);
  const dueAt = turn === 0 ? scoredAt(job, slot, pace) : afterStep(work.now, pace);
  await scheduleStep(work, job, 'score', dueAt, { slot, turn, submission_id: submission.id });
}

async function retry(work: Work, job: JobRecord, task: TaskRecord, id: string): Promise<void> {
  const submission = await work.tables.submissions.get(id);
  if (submission?.status !== 'retry_pending') return;
  const { slot, turn } = placeOf(task);
  const { pace, tooSmall } = plannedScenario(work, job);
  await handInAgain(work, job, submission, precannedUpload(job, slot + 1, work.now, tooSmall));
  const data = { slot, turn, submission_id: id };
  await scheduleStep(work, job, 'score', afterStep(work.now, pace), data);
}

async function score(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const submission = await work.tables.submissions.get(String(task.data.submission_id));
  if (submission === undefined) return;
  const scenario = plannedScenario(work, job);
  const { slot, turn } = placeOf(task);
  const stars = ratingOf(scenario, job, { slot, turn, attempt: submission.attempt });
  const given = isTooSmall(submission, job) ? null : syntheticScore(stars);
  const scored = await scoreSubmission(work, job, submission, given);
  await followUp(work, job, task, scored);
}

/** What a verdict leads to: a retry by the same worker, or the slot's next worker where the scenario has one. */
async function followUp(
  work: Work,
  job: JobRecord,
  task: TaskRecord,
  { id, status }: SubmissionRecord,
): Promise<void> {
  const { slot, turn } = placeOf(task);
  const { pace, ratings } = plannedScenario(work, job);
  const dueAt = afterStep(work.now, pace);
  if (status === 'retry_pending') {
    await scheduleStep(work, job, 'handIn', dueAt, { slot, turn, submission_id: id });
  } else if (status === 'rejected' && turn + 1 < ratings.length) {
    await scheduleStep(work, job, 'takeOver', dueAt, { slot, turn: turn + 1 });
  }
}

async function flag(work: Work, job: JobRecord): Promise<void> {
  const { flagReason } = plannedScenario(work, job);
  if (flagReason !== null) await flagJob(work, job, flagReason);
}

/** Whether one more worker may come. */
function hasRoom({ max_workers, workers_accepted, ...job }: JobRecord): boolean {
  const isFull = job.files_approved + job.files_pending >= job.files_needed;
  return !isFull && (max_workers === null || workers_accepted < max_workers);
}

function placeOf({ data }: TaskRecord): { readonly slot: number; readonly turn: number } {
  return { slot: Number(data.slot), turn: Number(data.turn) };
}

/** Runs a step unless its job has ended, or was erased, meanwhile. */
function whileActive(step: (work: Work, job: JobRecord, task: TaskRecord) => Promise<void>) {
  return async (work: Work, task: TaskRecord): Promise<void> => {
    const job = await work.tables.jobs.get(task.subject);
    if (job !== undefined && !isFinal(job.status)) await step(work, job, task);
  };
}

/** What to do for each kind of simulated step. */
export const simulationTasks = {
  [SIMULATION_TASKS.accept]: whileActive(accept),
  [SIMULATION_TASKS.takeOver]: whileActive(takeOver),
  [SIMULATION_TASKS.handIn]: whileActive(handInFile),
  [SIMULATION_TASKS.score]: whileActive(score),
  [SIMULATION_TASKS.flag]: whileActive(flag),
};
