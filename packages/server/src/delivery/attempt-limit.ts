const TIME_IS_OVER = new Error('The attempt has not ended in time');

/**
 * Aborts after a time, or when `ended` does. `AbortSignal.timeout` could not be cleared: every attempt would leave a timer,
 * and an exception when its time comes.
 */
export function timeLimit(milliseconds: number, ended?: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort(TIME_IS_OVER);
  const timer = setTimeout(abort, milliseconds);
  if (ended?.aborted) abort();
  ended?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      ended?.removeEventListener('abort', abort);
    },
  };
}

/** Rejects when `signal` aborts before the work is done. */
export function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
