import type { Instant, RateWindow } from '@firsthandapi/engine';

/**
 * What processes on one database share beside it, to spare it work: counts of requests, and messages of what has changed.
 * It may go away at any time; the database then does both.
 */
export interface SharedMemory {
  /** False while counts and messages would fail. */
  readonly isReady: boolean;
  /** Counts one request in each window and returns the counts, this request included. Rejects when it cannot in time. */
  countRequest(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]>;
  /** Sends a message to every process. Rejects when it may not have been sent. */
  publish(message: string): Promise<void>;
  /** Calls `listener` with each message, this process's own included; without one when messages may have been missed. */
  onMessage(listener: (message: string | undefined) => void): void;
}
