import type { JobRecord } from '@firsthandapi/engine';
import { type JobPlan, presentJob } from '@firsthandapi/engine/host';
import { show } from '../values/check-options.ts';
import { describeError, stackOf } from '../values/describe-error.ts';
import { toJobPlan, type WorkPlan } from '../world/work-plan.ts';
import type { WorkScript } from '../world/world-worker.ts';

/** Plans as plain JSON. */
export interface PlanBookState {
  readonly plans: Readonly<Record<string, JobPlan | null>>;
  readonly next: readonly JobPlan[];
}

/**
 * The plan of each job. A job gets its plan when it is created and keeps it: a script that changes its mind does not
 * affect jobs that have begun.
 */
export class PlanBook {
  #plans = new Map<string, JobPlan | null>();
  #next: JobPlan[] = [];
  #script: WorkScript | undefined;

  /** Returns the job's plan, choosing it on the first call; undefined when the job's metadata decides. */
  planFor(job: JobRecord): JobPlan | undefined {
    const chosen = this.#plans.get(job.id);
    if (chosen !== undefined) return chosen ?? undefined;
    const plan = this.#next.shift() ?? this.#scriptedPlan(job);
    this.#plans.set(job.id, plan ?? null);
    return plan;
  }

  /** Queues a plan for the next job that is created, and only for that one. */
  addNext(plan: WorkPlan): void {
    this.#next.push(toJobPlan(plan));
  }

  /**
   * Sets the function that plans every job, or removes it.
   *
   * @throws TypeError when it is neither a function nor undefined.
   */
  setScript(script: WorkScript | undefined): void {
    if (script !== undefined && typeof script !== 'function') {
      throw new TypeError(
        `Invalid script: ${show(script)}; pass a function that returns a plan, or undefined`,
      );
    }
    this.#script = script;
  }

  /**
   * Asserts that every queued plan was used by a job.
   *
   * @throws Error naming the plans that were not.
   */
  assertAllUsed(): void {
    if (this.#next.length === 0) return;
    const lines = this.#next.map((plan) => `  ${JSON.stringify(plan)}`);
    throw new Error(`These plans of worker.next were not used by a job:\n${lines.join('\n')}`);
  }

  state(): PlanBookState {
    return { plans: Object.fromEntries(this.#plans), next: [...this.#next] };
  }

  load({ plans, next }: PlanBookState): void {
    this.#plans = new Map(Object.entries(plans));
    this.#next = [...next];
  }

  /** Removes all plans and the script. */
  clear(): void {
    this.load({ plans: {}, next: [] });
    this.#script = undefined;
  }

  #scriptedPlan(job: JobRecord): JobPlan | undefined {
    if (this.#script === undefined) return undefined;
    try {
      const plan: unknown = this.#script(presentJob(job));
      // Refused below; if it rejects too, that must not end the process.
      if (plan instanceof Promise) plan.catch(() => {});
      return plan === undefined || plan === null ? undefined : toJobPlan(plan);
    } catch (cause) {
      throw scriptError(cause);
    }
  }
}

/** Names the script, in the message that a test sees; the stack is that of the script. */
function scriptError(cause: unknown): Error {
  const error = new Error(`worker.script failed: ${describeError({ error: cause })}`, { cause });
  const stack = stackOf(cause);
  if (stack !== '') error.stack = stack;
  return error;
}
