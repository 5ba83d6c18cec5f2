/*
 * The machine's timers, read when this module is loaded: fake timers that a test installs later must not affect what
 * measures real time.
 */
const {
  setTimeout: startTimer,
  clearTimeout: stopTimer,
  setImmediate: startImmediate,
} = globalThis;
const monotonic = globalThis.performance?.now.bind(globalThis.performance) ?? Date.now;

/** Returns milliseconds on a monotonic clock, whatever a test does to `Date`. */
export function realNow(): number {
  return monotonic();
}

/** Calls `callback` after real milliseconds. Returns a function that cancels it. */
export function afterRealTime(
  milliseconds: number,
  callback: () => void,
  { keepsAlive = false }: { readonly keepsAlive?: boolean } = {},
): () => void {
  const timer = startTimer(callback, milliseconds);
  if (!keepsAlive) (timer as { unref?: () => void }).unref?.();
  return () => stopTimer(timer);
}

/** Resolves when everything that is ready to run has run: all pending promise reactions, and what they start. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (startImmediate !== undefined) startImmediate(resolve);
    else startTimer(resolve, 0);
  });
}
