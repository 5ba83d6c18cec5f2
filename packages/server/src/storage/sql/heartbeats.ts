import type { Instant } from '@firsthandapi/engine';
import type { SqlValue } from './session.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A statement that `Database.beat` executes. */
export interface Heartbeat {
  readonly statement: string;
  readonly values: readonly SqlValue[];
}

/** Writes the row of a process, for no other purpose than to write. */
export function heartbeat(process: string, now: Instant): Heartbeat {
  return {
    statement:
      'INSERT INTO heartbeats (process, at) VALUES (?, ?) ON CONFLICT (process) DO UPDATE SET at = excluded.at',
    values: [process, now],
  };
}

/** Deletes the row of a process that ends, and those that killed processes left behind a day ago or earlier. */
export function lastHeartbeat(process: string, now: Instant): Heartbeat {
  return {
    statement: 'DELETE FROM heartbeats WHERE process = ? OR at < ?',
    values: [process, now - DAY_MS],
  };
}
