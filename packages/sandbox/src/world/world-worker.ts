import type { Job } from '@firsthandapi/engine/host';
import type { Person, PersonOptions } from './person.ts';
import type { Result, Target } from './target.ts';
import type { WorkPlan } from './work-plan.ts';

/** Returns the plan of a job when it is created, or undefined to let the job's metadata decide. */
export type WorkScript = (job: Job) => WorkPlan | undefined;

/**
 * Who works in a world: simulated workers, who follow the job's metadata and otherwise deliver good work, and the people whom the
 * test plays.
 */
export interface WorldWorker<At extends Target = 'local'> {
  /**
   * Sets the plan of the next job that is created, and only of that one. Repeated calls queue plans.
   *
   * @throws TypeError when a field is invalid; the message names it.
   * @example
   * ```ts
   * world.worker.next({ outcome: 'rejected', after: '3s' });
   * ```
   */
  next(plan: WorkPlan): Result<At, void>;
  /**
   * Asserts that every plan of `next` was used by a job. `installSandbox` and `createWorldTest` do it after each test.
   *
   * @throws Error naming the plans that were not.
   */
  assertAllUsed(): Result<At, void>;
  /**
   * Sets a function that plans every job created from now on; undefined removes it. In process only. What it throws is
   * the message of the response, a 500 that is not retried, and its stack is in the log that is printed for failed tests.
   *
   * @throws TypeError when it is neither a function nor undefined.
   *
   * @example
   * ```ts
   * world.worker.script((job) => ({ stars: job.title?.includes('bad') ? 1 : 4 }));
   * ```
   */
  script(script: WorkScript | undefined): void;
  /**
   * Assigns simulated workers to a live job, which otherwise waits for real ones. Approvals charge the world's credits.
   *
   * @throws TypeError when the job is unknown.
   * @example
   * ```ts
   * await world.worker.workOn(liveJob.id);
   * ```
   */
  workOn(jobId: string): Promise<void>;
  /**
   * Returns a person who has joined: signed in, 18 or older, and ready to accept live jobs and the test jobs that ask for a
   * person (`magic.job.human`).
   *
   * @throws TypeError when an option is invalid; PersonError when the service refuses them.
   * @example
   * ```ts
   * const ana = await world.worker.person();
   * const [offer] = await ana.jobs();
   * ```
   */
  person(options?: PersonOptions): Promise<Person>;
}
