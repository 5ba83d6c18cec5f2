import type { Ports } from '../ports.ts';
import type { Instant } from '../time/instant.ts';
import type { Trace } from './trace.ts';

/** How soon the end of what nothing announces is noticed. */
const UNANNOUNCED_MS = 500;

/** Whether to respond. `unannounced`: not yet, and nothing announces when. */
export type IsOver = boolean | 'unannounced';

/**
 * Waits until `isOver`, which is asked at once and after each change of the subject, or until the request has waited
 * `seconds`, or its client disconnects. After `unannounced`, it is asked again half a second later too. Throws what
 * `isOver` throws.
 *
 * @param subject What `store.watch` watches.
 */
export async function waitUntil(
  { store, clock }: Ports,
  { request, startedAt }: Trace,
  seconds: number,
  subject: string,
  isOver: () => Promise<IsOver>,
): Promise<void> {
  const deadline: Instant = startedAt + seconds * 1_000;
  const end = new AbortController();
  const abort = () => end.abort();
  const { signal } = request;
  // The client's own wait is not part of the time in which it is to be answered.
  request.deadline?.suspend();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      let isLookDue = false;
      const lookAgain = async () => {
        if (isLookDue) return;
        isLookDue = true;
        await clock.until(clock.now() + UNANNOUNCED_MS, end.signal);
        isLookDue = false;
        if (!end.signal.aborted) await check();
      };
      const check = repeatWhileAsked(() =>
        isOver().then((over) => {
          if (over === 'unannounced') lookAgain().catch(reject);
          else if (over) resolve();
        }, reject),
      );
      const unwatch = store.watch(subject, check);
      end.signal.addEventListener('abort', () => unwatch(), { once: true });
      clock.until(deadline, end.signal).then(resolve, reject);
      // After the watch has begun, so that no change is missed.
      check().catch(reject);
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    end.abort();
    request.deadline?.resume();
  }
}

/** Returns a function that runs `work` once more after the current run, however often it is called meanwhile. */
function repeatWhileAsked(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const run = async () => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
  };
  return () => {
    isAskedAgain = true;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
