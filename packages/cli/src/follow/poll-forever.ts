import type { Context } from '../command/context.ts';
import { type Allowance, FASTEST_MS, hasRoom, nextPoll } from './pace.ts';

const LONGEST_OUTAGE_WAIT_MS = 5_000;
const LONGEST_LIMIT_WAIT_MS = 60_000;

/** What one poll found. */
export interface Polled {
  readonly foundNew: boolean;
  readonly allowance: Allowance | undefined;
  /** Whether there is more that is new already. */
  readonly hasMore?: boolean;
  /** How long the service has held the request until something was new, in milliseconds; `undefined` when it did not. */
  readonly heldFor?: number | undefined;
}

/** Hears of what changes for the person who watches. */
export interface PollListener {
  /** The service does not respond, or refuses for now; said once for each outage. */
  onLost(error: Error): void;
  onBack(): void;
  /** The rate limit makes polls slower than a second. */
  onSlowed(ms: number): void;
}

/**
 * Polls until the signal is aborted. A failure that may pass is waited out; any other rejects.
 *
 * @param poll does not retry by itself
 */
export async function pollForever(
  poll: () => Promise<Polled>,
  listener: PollListener,
  { now, sleep, random, signal }: Pick<Context, 'now' | 'sleep' | 'random' | 'signal'>,
): Promise<void> {
  let lastNew = now();
  let failures = 0;
  let isSlowed = false;
  while (!signal.aborted) {
    let pause: number;
    try {
      const polled = await poll();
      if (failures > 0) listener.onBack();
      failures = 0;
      if (polled.foundNew) lastNew = now();
      pause = pauseOf(polled, now(), now() - lastNew);
      if (pause > 1_000 && !isSlowed) listener.onSlowed(pause);
      isSlowed = pause > 1_000;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      if (failures === 0) listener.onLost(error);
      failures += 1;
      pause = pauseAfter(error, failures) * (0.5 + random() / 2);
    }
    await sleep(pause, signal).catch(() => {});
  }
}

/** A service that holds requests has made the pause itself. */
function pauseOf(
  { foundNew, hasMore, heldFor, allowance }: Polled,
  now: number,
  quietFor: number,
): number {
  if (!foundNew && heldFor !== undefined && heldFor >= FASTEST_MS) return 0;
  if (hasMore && hasRoom(allowance)) return 0;
  // A server that holds requests open need not be polled more often when it has been quiet.
  return nextPoll(allowance, now, heldFor === undefined ? quietFor : 0);
}

interface PassingError extends Error {
  readonly status?: number;
  readonly retryAfterMs?: number;
}

/** A network that is down, a server that restarts, a rate limit: the client says that a retry may help. */
function isPassing(error: unknown): error is PassingError {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}

function pauseAfter({ status, retryAfterMs }: PassingError, failures: number): number {
  if (status === 429) return Math.min(LONGEST_LIMIT_WAIT_MS, (retryAfterMs ?? 1_000) * 2);
  return Math.min(LONGEST_OUTAGE_WAIT_MS, FASTEST_MS * 2 ** Math.min(failures - 1, 10));
}
