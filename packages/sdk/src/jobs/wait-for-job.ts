import type { Job } from '@firsthandapi/spec';
import { within } from '../http/within.ts';
import type { ApiResponse } from '../response/api-response.ts';
import { checkNames } from '../settings/check-names.ts';
import type { LongPollOptions } from '../settings/client-options.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import { callBack } from '../settings/logger.ts';

/** A job in a final status. Contract §5. */
export type FinishedJob = Job & { readonly status: 'completed' | 'cancelled' };

/** How to wait for a job. */
export interface WaitOptions {
  /**
   * What to wait for: a status, or a predicate over the job. A finished job always ends the wait,
   * because it never changes again: check its `status`.
   * @default completed or cancelled
   */
  readonly until?: Job['status'] | ((job: Job) => boolean) | undefined;
  /** Milliseconds to wait in total. @default Infinity */
  readonly timeout?: number | undefined;
  /** Ends the wait; the job itself continues. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called with the job when it is first read, and after each change. Its failure is logged and does
   * not end the wait.
   */
  readonly onUpdate?: ((job: Job) => unknown) | undefined;
}

/** How to create a job and wait for it. */
export interface CreateAndWaitOptions extends WaitOptions {
  /** For `createJob`. Contract §2. @default a random UUID */
  readonly idempotencyKey?: string | undefined;
}

export const WAIT_OPTIONS = 'until timeout signal onUpdate idempotencyKey';

/** Seconds that the service is asked to hold a request. */
const LONG_POLL = 30;
/** Milliseconds between requests when the service does not hold them. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
/**
 * One request in so many is followed by a pause, although the service says that it held it: a broken one says so for ever
 * without having waited. It is not the time that tells, because a simulated half minute takes none.
 */
const BURST = 100;

/**
 * Follows a job by long poll, or by polling with growing pauses when the service does not hold
 * requests (no `Preference-Applied`). Contract §2.
 *
 * @throws FirstHandTimeoutError, FirstHandAbortError, or any error of `getJob`
 */
export function waitForJob(
  id: string,
  options: WaitOptions,
  getJob: (options: LongPollOptions) => Promise<ApiResponse<Job>>,
  { sleep, warn }: Pick<ClientSettings, 'sleep' | 'warn'>,
): Promise<Job> {
  checkNames(options, WAIT_OPTIONS);
  const { until, timeout = Infinity, onUpdate } = options;
  let last: Job | undefined;
  const isOver = (job: Job): boolean =>
    /^c(ompleted|ancelled)$/.test(job.status) ||
    (typeof until === 'function' ? until(job) : job.status === until);
  return within(
    timeout,
    options.signal,
    () => `Job ${id} was still ${last?.status ?? 'unread'} after ${timeout} ms`,
    async (signal) => {
      let pause = FIRST_PAUSE;
      let held = 0;
      for (;;) {
        const { data: job, response } = await getJob({ signal, wait: last && LONG_POLL });
        const isNew = job.updated_at !== last?.updated_at || job.status !== last?.status;
        if (isNew && onUpdate) callBack(warn, 'onUpdate', () => onUpdate(job));
        if (isOver(job)) return job;
        const isHeld = response.headers.has('preference-applied') && ++held % BURST;
        if (last && !isHeld) {
          await sleep(pause * (0.5 + Math.random() / 2), signal);
          pause = Math.min(LONGEST_PAUSE, pause * 1.5);
        }
        last = job;
      }
    },
  );
}
