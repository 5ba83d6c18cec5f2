import { setTimeout as wait } from 'node:timers/promises';
import { isPassing } from '../failures/passing-error.ts';
import type { Log } from '../host/json-log.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

export interface Patience {
  /** No attempt begins later than this after the first one, in milliseconds. */
  readonly limitMs: number;
  readonly log: Log;
  /** Called before each pause. */
  readonly onPause?: () => void;
  /** Ends the pauses, so that no further attempt begins. */
  readonly signal?: AbortSignal | undefined;
  /** Waits between attempts; rejects when the signal ends that. Default: a timer. */
  readonly pause?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/** What a server needs stayed away for too long. */
export class StartTimeoutError extends Error {
  override readonly name = 'StartTimeoutError';
}

/**
 * Repeats an attempt that fails for a reason that passes by itself, with exponential backoff and jitter, until it
 * succeeds or the time is over. Any other failure is thrown at once.
 *
 * @throws StartTimeoutError when the time is over
 */
export async function startPatiently<T>(
  attempt: () => Promise<T>,
  { limitMs, log, onPause, signal, pause = pauseFor, now = () => performance.now() }: Patience,
): Promise<T> {
  const beganAt = now();
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || limitMs === 0) throw error;
      const delayMs = delayAfter(attempts);
      if (now() - beganAt + delayMs > limitMs) throw timeoutError(error, attempts, limitMs);
      log.info('waiting', { problem: messageOf(error), attempts, pause_ms: delayMs });
      onPause?.();
      await pause(delayMs, signal);
    }
  }
}

async function pauseFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, signal && { signal });
}

/** 0.25 s, doubling, at most 5 s, and up to half less at random: processes that start together spread their attempts. */
function delayAfter(attempts: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
  return Math.round(longest * (0.5 + Math.random() / 2));
}

function timeoutError(error: unknown, attempts: number, limitMs: number): StartTimeoutError {
  const tried = `tried ${attempts} times in ${limitMs / 1_000} s (START_SECONDS)`;
  return new StartTimeoutError(`${messageOf(error)}; ${tried}`, { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
