/*
 * Real time, whatever a test fakes. The machine's timers are read when this module is loaded, so that fakes which are
 * installed later do not matter. When they are fakes already, as with Jest's enableGlobally, the originals come from the
 * faker, or from what fakers do not replace.
 */

type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout' | 'setImmediate'>;

/** Fakes that @sinonjs/fake-timers installs, as Vitest and Jest do, carry the faker's clock, which has the originals. */
interface FakedTimer {
  readonly clock?: Readonly<Record<`_${string}`, unknown>>;
}

/** Returns the machine's own function; undefined when it is a fake whose original is unknown, or does not exist. */
function originalOf<Name extends keyof Timers>(name: Name): Timers[Name] | undefined {
  const timer = globalThis[name] as Timers[Name] | undefined;
  if (timer === undefined) return undefined;
  const { clock } = timer as FakedTimer;
  if (clock !== undefined) return clock[`_${name}`] as Timers[Name] | undefined;
  // Fakes of Jest's legacy timers are mock functions, those of node:test bound private methods. jsdom's own have no name.
  const isFake = '_isMockFunction' in timer || timer.name.startsWith('bound #');
  return isFake ? undefined : timer;
}

const startTimer = originalOf('setTimeout');
const stopTimer = originalOf('clearTimeout');
const startImmediate = originalOf('setImmediate');
const monotonic = monotonicClock();

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
  if (startTimer === undefined || stopTimer === undefined)
    return afterSignal(milliseconds, callback);
  const timer = startTimer(callback, milliseconds);
  if (!keepsAlive) (timer as { unref?: () => void }).unref?.();
  return () => stopTimer(timer);
}

/** Resolves when everything that is ready to run has run: all pending promise reactions, and what they start. */
export function yieldToEventLoop(): Promise<void> {
  if (startImmediate !== undefined) {
    return new Promise((resolve) => {
      startImmediate(resolve);
    });
  }
  if (startTimer !== undefined) {
    return new Promise((resolve) => {
      startTimer(resolve, 0);
    });
  }
  return afterMessage();
}

/** No faker replaces signals. */
function afterSignal(milliseconds: number, callback: () => void): () => void {
  const signal = AbortSignal.timeout(Math.ceil(milliseconds));
  signal.addEventListener('abort', callback, { once: true });
  return () => signal.removeEventListener('abort', callback);
}

/** No faker replaces messages. */
function afterMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const end = () => {
      port1.close();
      resolve();
    };
    port1.onmessage = end;
    port2.postMessage(null);
  });
}

function monotonicClock(): () => number {
  const { performance } = globalThis;
  const faker = (globalThis.setTimeout as FakedTimer | undefined)?.clock;
  const original = (faker?._performance as typeof performance | undefined) ?? performance;
  if (original === undefined) return Date.now;
  return original.now.bind(original);
}
