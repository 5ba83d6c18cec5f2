import type { OrganizationRecord, TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AfterCommit } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { cutoff, keptUntil } from './period.ts';
import { BILLING_PERIOD, retentionRules } from './rules.ts';

/** The kind of task that sweeps an organization; its subject is the organization. */
export const SWEEP_TASK = 'retention.sweep';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Maximum number of rows per rule and transaction. The rest follows in another transaction at once. */
const ROWS_PER_BATCH = 500;

/** Starts the daily sweeps of a new organization. Each schedules the next. */
export function scheduleSweep(work: Work, organizationId: string): Promise<void> {
  return schedule(work, organizationId, work.now + DAY_MS, {});
}

/**
 * Task `retention.sweep`: deletes or anonymises what an organization holds beyond its retention (contract §8), then
 * reschedules itself a day later, or at once when a batch was full.
 */
export async function sweep(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const organization = await work.tables.organizations.get(task.subject);
  if (organization === undefined) return undefined;
  const cursors = { ...task.data };
  let isBehind = false;
  let hasRemoved = false;
  for (const rule of retentionRules) {
    const after = cursors[rule.category];
    const outcome = await rule.sweep({
      work,
      organization_id: organization.id,
      before: cutoff(work.now, rule.keptFor),
      limit: ROWS_PER_BATCH,
      after: typeof after === 'string' ? after : undefined,
    });
    if (outcome.after !== undefined) cursors[rule.category] = outcome.after;
    isBehind ||= outcome.handled >= ROWS_PER_BATCH;
    hasRemoved ||= outcome.handled > 0;
  }
  if (isBehind || !holdsNothing(organization, work.now)) {
    await schedule(work, organization.id, isBehind ? work.now : work.now + DAY_MS, cursors);
  }
  return hasRemoved && !isBehind ? { run: () => work.ports.store.scrub() } : undefined;
}

/** Billing records are what an erased organization keeps longest. */
function holdsNothing({ erased_at }: OrganizationRecord, now: Instant): boolean {
  return erased_at !== null && keptUntil(erased_at, BILLING_PERIOD) + DAY_MS < now;
}

async function schedule(
  work: Work,
  organizationId: string,
  dueAt: Instant,
  data: TaskRecord['data'],
): Promise<void> {
  await work.tables.tasks.schedule({
    id: `${SWEEP_TASK}:${organizationId}:${dueAt}`,
    due_at: dueAt,
    kind: SWEEP_TASK,
    subject: organizationId,
    data,
  });
}
