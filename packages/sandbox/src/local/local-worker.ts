import { scheduleSimulation } from '@firsthandapi/engine/simulation';
import type { PlanBook, WorkScript } from '../controls/plan-book.ts';
import type { WorkPlan } from '../world/work-plan.ts';
import type { WorldWorker } from '../world/world-worker.ts';
import type { LocalWorld } from './local-world.ts';

/** The simulated workers of a world in this process. */
export class LocalWorker implements WorldWorker {
  readonly #world: LocalWorld;
  readonly #plans: PlanBook;

  constructor(world: LocalWorld, plans: PlanBook) {
    this.#world = world;
    this.#plans = plans;
  }

  next(plan: WorkPlan): void {
    this.#plans.addNext(plan);
  }

  script(script: WorkScript | undefined): void {
    this.#plans.setScript(script);
  }

  async workOn(jobId: string): Promise<void> {
    await this.#world.change(async (work) => {
      const job = await work.tables.jobs.get(jobId);
      if (job === undefined) throw new TypeError(`jobId: this world has no job '${jobId}'`);
      // They come now: a job that has waited for a week is not worked on in its past.
      await scheduleSimulation(work, { ...job, created_at: work.now });
    });
    await this.#world.timekeeper.arm();
  }
}
