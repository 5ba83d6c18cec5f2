import type { JobRecord } from '@firsthandapi/engine';
import { type JobPlan, presentJob } from '@firsthandapi/engine/host';
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

  setScript(script: WorkScript | undefined): void {
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
    const plan = this.#script?.(presentJob(job));
    return plan && toJobPlan(plan);
  }
}
