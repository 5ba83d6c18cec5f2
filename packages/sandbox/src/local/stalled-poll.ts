import type { EngineRequest } from '@firsthandapi/engine';
import { afterRealTime } from '../clock/real-time.ts';

/** What is asked while a long poll waits. */
export interface PollWatch {
  /** Real milliseconds in which nothing moves until a long poll is stalled. */
  readonly patience: number;
  /** A number that changes with the clock, and with every request and delivery. */
  readonly activity: () => number;
}

/**
 * A test that is busy for long is not idle: only the time in which its process could have moved the clock counts, and a
 * busy process makes few of these steps.
 */
const STEPS = 20;

/**
 * Answers a long poll on a clock that only the test moves, or gives up when nothing has moved for a while: the test
 * itself may be waiting for the poll, and then nothing will.
 *
 * @returns The response, or undefined when the poll is stalled.
 */
export async function untilStalled<T>(
  request: EngineRequest,
  handle: (request: EngineRequest) => Promise<T>,
  watch: PollWatch,
): Promise<T | undefined> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  request.signal?.addEventListener('abort', abort, { once: true });
  if (request.signal?.aborted) abort();
  const stall = watchForStall(watch);
  try {
    const handled = handle({ ...request, signal: controller.signal });
    const first = await Promise.race([handled, stall.promise]);
    // The engine's wait ends with its signal.
    if (first === undefined) abort();
    return first;
  } finally {
    stall.stop();
    request.signal?.removeEventListener('abort', abort);
  }
}

function watchForStall({ patience, activity }: PollWatch) {
  let cancel = () => {};
  const promise = new Promise<undefined>((resolve) => {
    let last = activity();
    let idle = 0;
    const step = () => {
      const current = activity();
      idle = current === last ? idle + 1 : 0;
      last = current;
      if (idle >= STEPS) resolve(undefined);
      else cancel = afterRealTime(patience / STEPS, step, { keepsAlive: true });
    };
    cancel = afterRealTime(patience / STEPS, step, { keepsAlive: true });
  });
  return { promise, stop: () => cancel() };
}
