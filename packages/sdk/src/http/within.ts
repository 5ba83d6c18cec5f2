import {
  FirstHandAbortError,
  FirstHandConfigurationError,
  FirstHandTimeoutError,
} from '../errors/client-errors.ts';
import type { FetchLike } from './fetch-like.ts';
import { LONGEST_TIMER } from './longest-timer.ts';

/**
 * Runs work under a deadline and the caller's signal. The work gets a signal of its own, which is
 * aborted when either fires or the work fails; the promise settles even if the work ignores it. No
 * timer and no listener on the caller's signal outlives the promise.
 *
 * @param milliseconds the deadline; `Infinity` for none
 * @throws FirstHandTimeoutError when the deadline passes
 * @throws FirstHandAbortError when the caller's signal is or becomes aborted
 * @throws FirstHandConfigurationError when it is the controller instead of its signal
 */
export async function within<T>(
  milliseconds: number,
  callerSignal: AbortSignal | undefined,
  timeoutMessage: () => string,
  work: (signal: AbortSignal) => Promise<T>,
  Controller: NonNullable<FetchLike['Controller']> = AbortController,
): Promise<T> {
  if ((callerSignal as Partial<AbortController> | undefined)?.abort) {
    throw new FirstHandConfigurationError('Invalid signal: pass controller.signal');
  }
  const controller = new Controller();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort!: () => void;
  try {
    return await new Promise<T>((resolve, reject) => {
      // What these two reject with is replaced below.
      onAbort = reject;
      if (callerSignal?.aborted) return reject();
      callerSignal?.addEventListener('abort', onAbort);
      if (milliseconds <= LONGEST_TIMER) {
        timer = startTimer(() => reject(controller), milliseconds);
      }
      work(controller.signal).then(resolve, reject);
    });
  } catch (error) {
    // Without a reason: the fetch of Node overwrites the stack of the one that it is given.
    controller.abort();
    // Created here rather than in the timer: only here does the stack lead to the caller.
    if (callerSignal?.aborted) throw new FirstHandAbortError(callerSignal.reason);
    throw error === controller ? new FirstHandTimeoutError(timeoutMessage()) : error;
  } finally {
    clearTimeout(timer);
    callerSignal?.removeEventListener('abort', onAbort);
  }
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
