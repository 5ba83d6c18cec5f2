import type { Environment, Owned } from '../store/records.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Table } from '../store/store.ts';
import type { Work } from '../work/work.ts';
import { deleteEvent } from './delete-event.ts';
import { expireDataExport } from './expire-data-export.ts';
import { purgeJob } from './purge-job.ts';
import type { SweepBatch, SweepOutcome, SweepStep } from './sweep-step.ts';

const ENVIRONMENTS: readonly Environment[] = ['live', 'test'];

export const deleteOldUsage: SweepStep = (batch) =>
  sweepRows(batch, batch.work.tables.usage_records, ({ tables }, row) =>
    tables.usage_records.delete(row.id),
  );

export const deleteOldAuditEvents: SweepStep = (batch) =>
  sweepRows(batch, batch.work.tables.audit_events, ({ tables }, row) =>
    tables.audit_events.delete(row.id),
  );

export const deleteOldErasures: SweepStep = (batch) =>
  sweepRows(batch, batch.work.tables.erasures, ({ tables }, row) => tables.erasures.delete(row.id));

export const deleteUsedIdempotencyKeys: SweepStep = (batch) =>
  sweepRows(batch, batch.work.tables.idempotency, ({ tables }, row) =>
    tables.idempotency.delete(row.id),
  );

export const deleteOldEvents: SweepStep = (batch) =>
  sweepRows(batch, batch.work.tables.events, deleteEvent);

export const expireDataExports: SweepStep = async ({ work, organization_id, before, limit }) => {
  const { data_exports } = work.tables;
  const where = { organization_id, status: 'ready' } as const;
  const due = { where, below: { completed_at: before } };
  return countUpTo(limit, async function* () {
    for await (const row of rowsUntilGone(data_exports, due)) {
      await expireDataExport(work, row);
      yield;
    }
  });
};

export const purgeEndedJobs: SweepStep = ({ work, organization_id, before, limit }) =>
  countUpTo(limit, async function* () {
    for (const environment of ENVIRONMENTS) {
      const kept = { organization_id, environment, purged_at: null };
      const completed = {
        where: { ...kept, status: 'completed' as const },
        below: { completed_at: before },
      };
      const cancelled = {
        where: { ...kept, status: 'cancelled' as const },
        below: { cancelled_at: before },
      };
      for (const ended of [completed, cancelled]) {
        for await (const job of rowsUntilGone(work.tables.jobs, ended)) {
          yield* purgeJob(work, job);
          yield;
        }
      }
    }
  });

function sweepRows<R extends Owned & { readonly id: string; readonly created_at: number }>(
  { work, organization_id, before, limit }: SweepBatch,
  table: Table<R>,
  remove: (work: Work, row: R) => Promise<void>,
): Promise<SweepOutcome> {
  return countUpTo(limit, async function* () {
    for (const environment of ENVIRONMENTS) {
      const query = { where: { organization_id, environment }, below: { created_at: before } };
      for await (const row of rowsUntilGone(table, query as never)) {
        await remove(work, row);
        yield;
      }
    }
  });
}

/** Runs `handle`, which yields once for each row, until it has yielded `limit` times. */
async function countUpTo(
  limit: number,
  handle: () => AsyncGenerator<unknown>,
): Promise<SweepOutcome> {
  let handled = 0;
  for await (const _ of handle()) {
    handled += 1;
    if (handled >= limit) break;
  }
  return { handled };
}
