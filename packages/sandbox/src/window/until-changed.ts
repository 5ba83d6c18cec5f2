import { afterRealTime } from '../clock/real-time.ts';

const LOOK_EVERY_MS = 150;
/** Proxies and browsers keep a silent connection for at least this long. */
const LONGEST_WAIT_MS = 20_000;
/** Each open window waits once. */
const MOST_WAITING = 64;

let waiting = 0;

/**
 * Resolves when `revision()` is another one than `known`, at once if it already is; after 20 s in any case, or when the
 * client disconnects. The real timers are used: a test may have faked the others.
 */
export async function untilChanged(
  revision: () => string,
  known: string,
  signal: AbortSignal,
): Promise<void> {
  if (waiting >= MOST_WAITING) return;
  waiting += 1;
  try {
    for (let waited = 0; waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) {
      if (signal.aborted || revision() !== known) return;
      await new Promise<void>((resolve) => {
        afterRealTime(LOOK_EVERY_MS, resolve);
      });
    }
  } finally {
    waiting -= 1;
  }
}
