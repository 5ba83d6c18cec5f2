/*
 * The timers of the machine, taken when this module is loaded: a test's fake timers, installed later, must not stop
 * what measures real time.
 */
const {
  setTimeout: startTimer,
  clearTimeout: stopTimer,
  setImmediate: startImmediate,
} = globalThis;
const monotonic = globalThis.performance?.now.bind(globalThis.performance) ?? Date.now;

/** Milliseconds of a clock that only goes forward, whatever a test does to `Date`. */
export function realNow(): number {
  return monotonic();
}

/** Calls `callback` after real milliseconds; never keeps a process alive. Returns the way to stop. */
export function afterRealTime(milliseconds: number, callback: () => void): () => void {
  const timer = startTimer(callback, milliseconds);
  (timer as { unref?: () => void }).unref?.();
  return () => stopTimer(timer);
}

/** Lets everything that is ready to run do so: all pending promise reactions, and what they start. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (startImmediate !== undefined) startImmediate(resolve);
    else startTimer(resolve, 0);
  });
}
