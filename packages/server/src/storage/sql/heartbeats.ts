import type { Instant } from '@firsthandapi/engine';
import type { Session } from './session.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Writes the row of a process, for no other purpose than to write. */
export async function beat(session: Session, process: string, now: Instant): Promise<void> {
  await session.run(
    'INSERT INTO heartbeats (process, at) VALUES (?, ?) ON CONFLICT (process) DO UPDATE SET at = excluded.at',
    [process, now],
  );
}

/** Deletes the row of a process that ends, and those that killed processes left behind a day ago or earlier. */
export async function endHeartbeat(session: Session, process: string, now: Instant): Promise<void> {
  await session.run('DELETE FROM heartbeats WHERE process = ? OR at < ?', [process, now - DAY_MS]);
}
