import { Backoff } from './backoff.ts';

export interface RepeatOptions {
  /** From the end of one run to the start of the next, in milliseconds. */
  readonly intervalMs: number;
  /** Called with each failure, after which the loop continues. */
  readonly onError: (error: unknown) => void;
}

/**
 * Runs `work` repeatedly, never twice at a time, without keeping the process alive. After a failure it waits for the
 * backoff or the interval, whichever is longer.
 *
 * @returns A function that starts no further run, and resolves when the current one has ended.
 */
export function repeat(
  work: () => Promise<void>,
  { intervalMs, onError }: RepeatOptions,
): () => Promise<void> {
  const backoff = new Backoff(onError);
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  let timer = schedule(intervalMs);

  function schedule(delayMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      running = run();
    }, delayMs).unref();
  }

  async function run(): Promise<void> {
    let delayMs = intervalMs;
    try {
      await work();
      backoff.succeed();
    } catch (error) {
      delayMs = Math.max(intervalMs, backoff.fail(error));
    }
    if (!isStopped) timer = schedule(delayMs);
  }

  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
