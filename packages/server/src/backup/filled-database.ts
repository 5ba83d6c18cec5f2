import type { Filling } from '../storage/snapshot/copied-tables.ts';
import type { Summary } from './backup-format.ts';
import { BackupError } from './sealed-backup.ts';

/** Further than a database counts events or transactions. */
const POSITION_STEP = 2 ** 40;

/** Returns the ids of the erasures that were complete when the backup was made. */
export async function completedErasures(filling: Filling): Promise<ReadonlySet<string>> {
  const rows = await filling.all(`SELECT id FROM erasures WHERE status = 'completed'`);
  return new Set(rows.map(({ id }) => String(id)));
}

/** Notes which organizations have no data key any longer, and ends the leases of servers that do not run. */
export async function settleRows(filling: Filling): Promise<void> {
  await filling.run(
    `INSERT INTO data_keys (id, wrapped) SELECT id, NULL FROM organizations
       WHERE id NOT IN (SELECT id FROM data_keys)`,
  );
  await filling.run('UPDATE tasks SET leased_until = NULL');
}

/** Throws a `BackupError` unless every table has the rows that the archive states. */
export async function requireRows(filling: Filling, { rows }: Summary): Promise<void> {
  for (const [table, expected] of Object.entries(rows)) {
    const [found] = await filling.all(`SELECT count(*) AS count FROM "${table}"`);
    if (Number(found?.count) !== expected) {
      throw new BackupError(
        `${table} has ${Number(found?.count)} rows after the restore, not ${expected}`,
      );
    }
  }
}

/** Lets events from now on come after every position that the database has given, also since the backup was made. */
export async function moveEventClock(filling: Filling): Promise<void> {
  if (!filling.columns.has('event_clock')) return;
  const [row] = await filling.all(
    `SELECT max(position) AS last FROM (
        SELECT position FROM event_clock UNION ALL SELECT position FROM events) AS positions`,
  );
  const next = Number(row?.last ?? 0) + POSITION_STEP;
  await filling.run('DELETE FROM event_clock');
  await filling.run(`INSERT INTO event_clock (id, position) VALUES (1, ${next})`);
}

/** Returns how many organizations cannot be read, although nobody erased them. */
export async function countWithoutKey(filling: Filling): Promise<number> {
  const [row] = await filling.all(
    `SELECT count(*) AS count FROM organizations JOIN data_keys ON data_keys.id = organizations.id
       WHERE wrapped IS NULL AND erased_at IS NULL`,
  );
  return Number(row?.count);
}
