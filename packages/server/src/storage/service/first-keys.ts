import type { Instant } from '@firsthandapi/engine';
import type { Session } from '../sql/session.ts';

/** The only row: a server has one first organization. */
const ID = 'first';

/** Returns when the first keys were begun, or undefined when none are waiting to be shown. */
export async function readFirstKeys(session: Session): Promise<Instant | undefined> {
  const [row] = await session.all('SELECT begun_at FROM first_keys WHERE id = ?', [ID]);
  return row === undefined ? undefined : Number(row.begun_at);
}

/** Notes that the first keys are being created, and returns false when another process has done so. */
export async function beginFirstKeys(session: Session, now: Instant): Promise<boolean> {
  const inserted = await session.run(
    'INSERT INTO first_keys (id, begun_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
    [ID, now],
  );
  return inserted === 1;
}

/** Notes that the first keys are created again, by one of the processes that found them unshown. */
export async function retryFirstKeys(
  session: Session,
  begunAt: Instant,
  now: Instant,
): Promise<boolean> {
  const updated = await session.run(
    'UPDATE first_keys SET begun_at = ? WHERE id = ? AND begun_at = ?',
    [now, ID, begunAt],
  );
  return updated === 1;
}

export async function endFirstKeys(session: Session): Promise<void> {
  await session.run('DELETE FROM first_keys WHERE id = ?', [ID]);
}
