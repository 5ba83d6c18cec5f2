import { FirstHandAbortError, FirstHandTimeoutError } from '../errors/client-errors.ts';
import type { FetchLike } from './fetch-like.ts';

/** Timers of 2³¹ milliseconds and more fire at once. */
const LONGEST_TIMER = 2e9;

/**
 * Runs work under a deadline and the caller's signal. The work gets a signal of its own, which is
 * aborted when either fires or the work fails; the promise settles even if the work ignores it. No
 * timer and no listener on the caller's signal outlives the promise.
 *
 * @param milliseconds the deadline; `Infinity` for none
 * @throws FirstHandTimeoutError when the deadline passes
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
 * Node keeps a list of timers per duration, and creating and dropping a list costs a quick call more
 * than anything else here. So one idle timer stays in each; it does not keep the process alive.
 */
function startTimer(onEnd: () => void, milliseconds: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(onEnd, milliseconds);
  // Timers of other runtimes are numbers.
  if ((timer as { unref?: unknown }).unref) {
    idleTimers[milliseconds] ??= setTimeout(
      () => delete idleTimers[milliseconds],
      milliseconds,
    ).unref();
  }
  return timer;
}
