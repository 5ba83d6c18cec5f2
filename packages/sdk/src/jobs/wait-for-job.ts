import type { Job } from '@firsthandapi/spec';
import type { Sleep } from '../http/sleep.ts';
import { within } from '../http/within.ts';
import type { ApiResponse } from '../response/api-response.ts';
import type { GetJobOptions } from '../settings/client-options.ts';

/** A job that will not change any more. Contract §5. */
export type FinishedJob = Job & { readonly status: 'completed' | 'cancelled' };

/** How to wait for a job. */
export interface WaitOptions {
  /**
   * What to wait for: a status, or a function that says when it is enough. A finished job ends the
   * wait in any case, since it will never change again: look at its `status`.
   * @default completed or cancelled
   */
  readonly until?: Job['status'] | ((job: Job) => boolean) | undefined;
  /** Milliseconds to wait in all. @default Infinity */
  readonly timeout?: number | undefined;
  /** Ends the wait; the job itself goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the job as it is found at first, and after each change. */
  readonly onUpdate?: ((job: Job) => void) | undefined;
}

/** How to create a job and wait for it. */
export interface CreateAndWaitOptions extends WaitOptions {
  /** For `createJob`; a random one when left out. Contract §2. */
  readonly idempotencyKey?: string | undefined;
}

/** Seconds that the service is asked to hold a request. */
const LONG_POLL = 30;
/** Milliseconds between requests where the service does not hold them. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/**
 * Follows a job by long poll; where the service does not hold requests (no `Preference-Applied`),
 * by asking again after growing pauses. Contract §2.
 *
 * @throws FirstHandTimeoutError, FirstHandAbortError, or what `getJob` fails with
 */
export function waitForJob(
  id: string,
  options: WaitOptions,
  getJob: (options: GetJobOptions) => Promise<ApiResponse<Job>>,
  sleep: Sleep,
): Promise<Job> {
  const { until, timeout = Infinity, onUpdate } = options;
  let last: Job | undefined;
  const isOver = (job: Job): boolean =>
    /^c(ompleted|ancelled)$/.test(job.status) ||
    (typeof until === 'function' ? until(job) : job.status === until);
  return within(
    timeout,
    options.signal,
    () => `job ${id} was ${last?.status ?? 'not read'} after ${timeout} ms`,
    async (signal) => {
      let pause = FIRST_PAUSE;
      for (;;) {
        const { data: job, response } = await getJob({ signal, wait: last && LONG_POLL });
        const isNew = job.updated_at !== last?.updated_at || job.status !== last?.status;
        if (isNew) onUpdate?.(job);
        if (isOver(job)) return job;
        const isHeld = response.headers.has('preference-applied');
        if (last && !isHeld) {
          await sleep(pause * (0.5 + Math.random() / 2), signal);
          pause = Math.min(LONGEST_PAUSE, pause * 1.5);
        }
        last = job;
      }
    },
  );
}
