import type { JobRecord } from '@firsthandapi/engine';
import { type Job, type JobPlan, presentJob } from '@firsthandapi/engine/simulation';
import { toJobPlan, type WorkPlan } from '../world/work-plan.ts';

/** Decides on a job when it is created; undefined leaves it as it is. */
export type WorkScript = (job: Job) => WorkPlan | undefined;

/** Plans as plain JSON. */
export interface PlanBookState {
  readonly plans: Readonly<Record<string, JobPlan | null>>;
  readonly next: readonly JobPlan[];
}

/**
 * Which job follows which plan. A job gets its plan when it is created and keeps it, so that a script that changes
 * its mind changes no job that has begun.
 */
export class PlanBook {
  #plans = new Map<string, JobPlan | null>();
  #next: JobPlan[] = [];
  #script: WorkScript | undefined;

  /** The plan of a job: decided on first sight. */
  planFor(job: JobRecord): JobPlan | undefined {
    const known = this.#plans.get(job.id);
    if (known !== undefined) return known ?? undefined;
    const plan = this.#next.shift() ?? this.#scripted(job);
    this.#plans.set(job.id, plan ?? null);
    return plan;
  }

  /** The next job created, and it alone, follows this plan. Several wait in line. */
  addNext(plan: WorkPlan): void {
    this.#next.push(toJobPlan(plan));
  }

  setScript(script: WorkScript | undefined): void {
    this.#script = script;
  }

  state(): PlanBookState {
    return { plans: Object.fromEntries(this.#plans), next: [...this.#next] };
  }

  load({ plans, next }: PlanBookState): void {
    this.#plans = new Map(Object.entries(plans));
    this.#next = [...next];
  }

  /** Forgets plans and script. */
  clear(): void {
    this.load({ plans: {}, next: [] });
    this.#script = undefined;
  }

  #scripted(job: JobRecord): JobPlan | undefined {
    const plan = this.#script?.(presentJob(job));
    return plan && toJobPlan(plan);
  }
}
