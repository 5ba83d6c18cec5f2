import { recordSystemAudit } from '../audit/record-audit.ts';
import type { ErasureRecord, TaskRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { AfterCommit } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { eraseJob } from './erase-job.ts';
import { eraseEnvironment, eraseOrganization } from './erase-organization.ts';

/** The kind of task that performs an erasure; its subject is the erasure. */
export const ERASURE_TASK = 'privacy.erase';
/** Maximum number of rows erased in one transaction. The rest follows in another at once. */
const ROWS_PER_BATCH = 500;

/** Schedules the task that performs an erasure, due at once. */
export async function scheduleErasure(work: Work, erasureId: string): Promise<void> {
  await work.tables.tasks.schedule({
    id: `${ERASURE_TASK}:${erasureId}`,
    due_at: work.now,
    kind: ERASURE_TASK,
    subject: erasureId,
    data: {},
  });
}

/** Task `privacy.erase`: erases one batch; the last batch completes the erasure. */
export async function runErasure(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const erasure = await work.tables.erasures.get(task.subject);
  if (erasure?.status !== 'pending') return undefined;
  const { erased, isDone } = await eraseBatch(work, erasure);
  await work.tables.erasures.update({
    ...erasure,
    erased,
    status: isDone ? 'completed' : 'pending',
    completed_at: isDone ? work.now : null,
  });
  if (isDone) await recordCompletion(work, erasure);
  else await scheduleErasure(work, erasure.id);
  return isDone ? { run: () => work.ports.store.scrub() } : undefined;
}

/** Erases row by row, and yields the category of each; can be stopped after any row and resumed later. */
export type ErasureSteps = (
  work: Work,
  erasure: ErasureRecord,
) => AsyncIterable<string> | Promise<AsyncIterable<string>>;

/** Erases one batch of rows. Returns the counts so far, and whether nothing is left. */
export async function eraseBatch(
  work: Work,
  erasure: ErasureRecord,
  steps: ErasureSteps = stepsOf,
): Promise<Pick<ErasureRecord, 'erased'> & { readonly isDone: boolean }> {
  const counts = new Map(erasure.erased.map(({ category, count }) => [category, count]));
  let handled = 0;
  for await (const category of await steps(work, erasure)) {
    counts.set(category, (counts.get(category) ?? 0) + 1);
    handled += 1;
    if (handled >= ROWS_PER_BATCH) break;
  }
  const erased = [...counts].map(([category, count]) => ({ category, count }));
  return { erased, isDone: handled < ROWS_PER_BATCH };
}

/** The audit log of an erased organization ends with it: the erasure itself is the proof that it was carried out. */
async function recordCompletion(work: Work, erasure: ErasureRecord): Promise<void> {
  const organization = await work.tables.organizations.get(erasure.organization_id);
  if (organization === undefined || organization.erased_at !== null) return;
  const resource = { type: 'erasure', id: erasure.id };
  await recordSystemAudit(work, scopeOf(erasure), 'erasure.completed', resource);
}

/** A test key erases the test environment only: it cannot see the live one (contract §1). */
async function stepsOf(work: Work, erasure: ErasureRecord): Promise<AsyncIterable<string>> {
  if (erasure.target.type === 'job') return eraseJob(work, erasure.target.id);
  const organization = await work.tables.organizations.get(erasure.organization_id);
  if (erasure.environment === 'test' || organization === undefined) {
    return eraseEnvironment(work, scopeOf(erasure));
  }
  return eraseOrganization(work, organization);
}
