import { DATED_TASKS, type Instant } from '@firsthandapi/engine';
import type { Session } from './session.ts';

const ID = 'latest';
const DAY_MS = 24 * 60 * 60 * 1_000;

const CAP = `UPDATE tasks SET due_at = ? WHERE due_at > ?
  AND kind NOT IN (${DATED_TASKS.map(() => '?').join(', ')})`;

const CAP_DELIVERIES = `UPDATE deliveries SET next_attempt_at = ?
  WHERE status = 'pending' AND next_attempt_at > ?`;

/** Returns the latest time that a server on this database has seen, or undefined for a new database. */
export async function readLatestTime(session: Session): Promise<Instant | undefined> {
  const [row] = await session.all('SELECT latest FROM clock WHERE id = ?', [ID]);
  return row === undefined ? undefined : Number(row.latest);
}

/** Raises the latest time seen. */
export async function noteTime(session: Session, now: Instant): Promise<void> {
  await session.run(
    `INSERT INTO clock (id, latest) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET latest = excluded.latest WHERE clock.latest < excluded.latest`,
    [ID, now],
  );
}

/** Sets the latest time seen, to an earlier one too. */
export async function acceptTime(session: Session, now: Instant): Promise<void> {
  await session.run(
    'INSERT INTO clock (id, latest) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET latest = excluded.latest',
    [ID, now],
  );
}

/**
 * Makes due what a clock which ran ahead has scheduled more than a day from now: no delivery is scheduled further ahead,
 * and no task but for those at a date that a customer or the contract sets. Returns how many.
 */
export async function capDueTimes(session: Session, now: Instant): Promise<number> {
  const tasks = await session.run(CAP, [now, now + DAY_MS, ...DATED_TASKS]);
  return tasks + (await session.run(CAP_DELIVERIES, [now, now + DAY_MS]));
}
