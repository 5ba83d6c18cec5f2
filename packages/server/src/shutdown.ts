import { setTimeout as pause } from 'node:timers/promises';

/** Kept for closing the database and writing the log, after the last request and the last delivery. */
export const RELEASE_SECONDS = 5;

export interface ShutdownLimits {
  /** How long the server still listens while it already says that it is not ready. */
  readonly delaySeconds: number;
  /** How long everything together may take, the delay included and `RELEASE_SECONDS` excluded. */
  readonly totalSeconds: number;
}

export interface ShutdownPhases {
  /** The server is not ready from now on, and still serves. */
  announce(): void;
  /** Ends long polls; stops listening; resolves when accepted requests are done, or after the limit. */
  stopRequests(limitSeconds: number): Promise<void>;
  /** Starts no task any more; resolves when the running ones are done. */
  stopTasks(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Shuts a server down in phases that all fit into one total. What is not done by then is left: requests are cut off, and
 * the lease of a task lets another process repeat it.
 */
export async function shutDown(
  { delaySeconds, totalSeconds }: ShutdownLimits,
  phases: ShutdownPhases,
): Promise<void> {
  const endsAt = performance.now() + totalSeconds * 1_000;
  const left = () => Math.max(0, endsAt - performance.now());
  phases.announce();
  if (delaySeconds > 0) await pause(Math.min(delaySeconds * 1_000, left()));
  const requests = phases.stopRequests(left() / 1_000);
  await Promise.all([requests, within(left(), phases.stopTasks())]);
  await within(RELEASE_SECONDS * 1_000, phases.release());
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  const limit = pause(milliseconds, undefined, { signal }).catch(() => {});
  try {
    await Promise.race([work, limit]);
  } finally {
    done.abort();
  }
}
