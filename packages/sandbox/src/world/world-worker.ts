import type { WorkScript } from '../controls/plan-book.ts';
import type { Result, Target } from './target.ts';
import type { WorkPlan } from './work-plan.ts';

/** The simulated workers of a world. Without a word from you they follow the job's metadata, else they deliver. */
export interface WorldWorker<At extends Target = 'local'> {
  /**
   * Decides what becomes of the next job that is created, and of it alone. Called several times, of so many jobs.
   *
   * @throws TypeError naming the field that makes no sense.
   */
  next(plan: WorkPlan): Result<At, void>;
  /** Decides on every job from now on; undefined ends it. In process only. */
  script(script: WorkScript | undefined): void;
  /**
   * Puts simulated workers on a live job, which waits for real ones otherwise: approvals then charge the world's
   * credits.
   *
   * @throws TypeError when there is no such job.
   */
  workOn(jobId: string): Promise<void>;
}
