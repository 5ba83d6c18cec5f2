import type { Work } from '../call.ts';
import { isFinal } from '../jobs/job-status.ts';
import type { JobRecord, TaskRecord } from '../records.ts';
import { SYNTHETIC_SCORE } from '../scoring/synthetic-scorer.ts';
import { acceptSlots } from '../submissions/accept-slots.ts';
import { handIn, handInAgain } from '../submissions/hand-in.ts';
import { scoreSubmission } from '../submissions/score-submission.ts';
import { isTooSmall } from '../submissions/verdict.ts';
import { precannedUpload } from './precanned-content.ts';
import {
  SIMULATION_TASKS,
  scheduleAccept,
  scheduleHandIn,
  scheduleRetryStep,
  scheduleScore,
} from './schedule.ts';
import { createSimulatedWorker } from './simulated-worker.ts';
import { afterRetryStep, workersNeeded } from './timeline.ts';

/** A simulated worker accepts the next slots; the worker after them comes in their turn. */
async function accept(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const place = Number(task.data.worker);
  const worker = await createSimulatedWorker(work, place);
  const assignment = await acceptSlots(work, job, worker.id, job.files_per_submission);
  const firstSlot = place * job.files_per_submission;
  for (let slot = firstSlot; slot < firstSlot + assignment.slots; slot += 1) {
    await scheduleHandIn(work, job, slot, assignment.id);
  }
  if (place + 1 < workersNeeded(job)) await scheduleAccept(work, job, place + 1);
}

async function handInFile(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const slot = Number(task.data.slot);
  if (typeof task.data.submission_id === 'string') {
    await retry(work, job, slot, task.data.submission_id);
    return;
  }
  const assignment = await work.tables.assignments.get(String(task.data.assignment_id));
  if (assignment === undefined) return;
  const submission = await handIn(work, job, assignment, precannedUpload(job, slot, work.now));
  await scheduleScore(work, job, slot, submission.id);
}

async function retry(work: Work, job: JobRecord, slot: number, id: string): Promise<void> {
  const submission = await work.tables.submissions.get(id);
  if (submission?.status !== 'retry_pending') return;
  await handInAgain(work, job, submission, precannedUpload(job, slot + 1, work.now));
  const dueAt = afterRetryStep(work.now);
  await scheduleRetryStep(work, job, 'score', dueAt, { slot, submission_id: id });
}

async function score(work: Work, job: JobRecord, task: TaskRecord): Promise<void> {
  const submission = await work.tables.submissions.get(String(task.data.submission_id));
  if (submission === undefined) return;
  const given = isTooSmall(submission, job) ? null : SYNTHETIC_SCORE;
  const scored = await scoreSubmission(work, job, submission, given);
  if (scored.status !== 'retry_pending') return;
  await scheduleRetryStep(work, job, 'handIn', afterRetryStep(work.now), {
    slot: Number(task.data.slot),
    submission_id: scored.id,
  });
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
  [SIMULATION_TASKS.handIn]: whileActive(handInFile),
  [SIMULATION_TASKS.score]: whileActive(score),
};
