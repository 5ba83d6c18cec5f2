import { readEarnings } from '../earnings/worker-ledger.ts';
import { eraseBatch } from '../privacy/run-erasure.ts';
import type { ErasureRecord, TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AfterCommit } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { eraseWorker } from './erase-worker.ts';
import { payOut } from './pay-out.ts';

/** The kind of task that erases a worker; its subject is the erasure. */
export const WORKER_ERASURE_TASK = 'worker.erase';

const HOUR_MS = 60 * 60 * 1_000;
/** The law gives a month; what is not paid by then stays in the books. */
const LONGEST_WAIT_MS = 30 * 24 * HOUR_MS;

export async function scheduleWorkerErasure(
  work: Work,
  erasureId: string,
  due_at: Instant,
): Promise<void> {
  await work.tables.tasks.schedule({
    id: `${WORKER_ERASURE_TASK}:${erasureId}`,
    due_at,
    kind: WORKER_ERASURE_TASK,
    subject: erasureId,
    data: {},
  });
}

/**
 * Task `worker.erase`: waits until every file of the worker has its answer and everything earned is paid, for 30 days at
 * most, and then erases batch by batch.
 */
export async function runWorkerErasure(
  work: Work,
  { subject }: TaskRecord,
): Promise<AfterCommit | undefined> {
  const erasure = await work.tables.erasures.get(subject);
  if (erasure?.status !== 'pending') return undefined;
  await payOut(work, erasure.target.id);
  if (await isToWait(work, erasure)) {
    await scheduleWorkerErasure(work, erasure.id, work.now + HOUR_MS);
    return undefined;
  }
  const { erased, isDone } = await eraseBatch(work, erasure, eraseWorker);
  await work.tables.erasures.update({
    ...erasure,
    erased,
    status: isDone ? 'completed' : 'pending',
    completed_at: isDone ? work.now : null,
  });
  if (!isDone) await scheduleWorkerErasure(work, erasure.id, work.now);
  return isDone ? { run: () => work.ports.store.scrub() } : undefined;
}

/** Once rows are erased, nothing is waited for any more. */
async function isToWait(
  { tables, now }: Work,
  { target, created_at, erased }: ErasureRecord,
): Promise<boolean> {
  if (erased.length > 0 || now >= created_at + LONGEST_WAIT_MS) return false;
  const worker_id = target.id;
  const { pending_cents, requested_cents } = await readEarnings(tables, worker_id);
  if (pending_cents + requested_cents > 0) return true;
  const appeals = await tables.appeals.count({
    where: { organization_id: worker_id, status: 'open' },
  });
  if (appeals > 0) return true;
  const unanswered = { worker_id, status: ['pending_score', 'retry_pending'] as const };
  return (await tables.submissions.count({ where: unanswered as never })) > 0;
}
