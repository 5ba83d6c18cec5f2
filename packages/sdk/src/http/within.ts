import { FirstHandAbortError, FirstHandTimeoutError } from '../errors/client-errors.ts';
import type { FetchLike } from './fetch-like.ts';

/** Longer delays, from 2³¹ milliseconds on, would fire at once. */
const LONGEST_TIMER = 2e9;

/**
 * Runs work that may take at most so long and that a caller may abort. The work is told by its own
 * signal, which is aborted too when the work itself fails, and the promise settles even when the work
 * does not listen. Nothing stays on the caller's signal, and no timer, once it has settled.
 *
 * @param milliseconds `Infinity` for no limit
 * @throws FirstHandTimeoutError when the time is over
 * @throws FirstHandAbortError when the caller's signal is or becomes aborted
 */
export function within<T>(
  milliseconds: number,
  callerSignal: AbortSignal | undefined,
  timeoutMessage: () => string,
  work: (signal: AbortSignal) => Promise<T>,
  Controller: NonNullable<FetchLike['Controller']> = AbortController,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (callerSignal?.aborted) return reject(new FirstHandAbortError(callerSignal.reason));
    const controller = new Controller();
    const release = (): void => {
      clearTimeout(timer);
      callerSignal?.removeEventListener('abort', onAbort);
    };
    const stop = (error: unknown): void => {
      release();
      reject(error);
      controller.abort(error);
    };
    const onAbort = (): void => stop(new FirstHandAbortError(callerSignal?.reason));
    const timer =
      milliseconds <= LONGEST_TIMER
        ? startTimer(() => stop(new FirstHandTimeoutError(timeoutMessage())), milliseconds)
        : undefined;
    callerSignal?.addEventListener('abort', onAbort);
    work(controller.signal).then((value) => {
      release();
      resolve(value);
    }, stop);
  });
}

const idleTimers: Record<number, unknown> = {};

/**
 * Node keeps timers in a list for each length, and putting up and taking down a list costs a quick
 * call more than all else here. So one idle timer stays behind; it does not keep the process alive.
 */
function startTimer(onEnd: () => void, milliseconds: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(onEnd, milliseconds);
  // Other runtimes number their timers.
  if ((timer as { unref?: unknown }).unref) {
    idleTimers[milliseconds] ??= setTimeout(
      () => delete idleTimers[milliseconds],
      milliseconds,
    ).unref();
  }
  return timer;
}
