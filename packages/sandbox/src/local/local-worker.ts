import { scheduleSimulation } from '@firsthandapi/engine/host';
import type { PlanBook } from '../controls/plan-book.ts';
import { requirePersonOptions } from '../people/person-options.ts';
import type { PersonHost } from '../people/worker-api.ts';
import type { Person, PersonOptions } from '../world/person.ts';
import type { WorkPlan } from '../world/work-plan.ts';
import type { WorkScript, WorldWorker } from '../world/world-worker.ts';
import type { WorldLife } from './world-life.ts';

/** The simulated workers of a world in this process. */
export class LocalWorker implements WorldWorker {
  readonly #life: WorldLife;
  readonly #plans: PlanBook;
  readonly #personHost: PersonHost;

  constructor(life: WorldLife, plans: PlanBook, personHost: PersonHost) {
    this.#life = life;
    this.#plans = plans;
    this.#personHost = personHost;
  }

  next(plan: WorkPlan): void {
    this.#plans.addNext(plan);
  }

  assertAllUsed(): void {
    this.#plans.assertAllUsed();
  }

  script(script: WorkScript | undefined): void {
    this.#plans.setScript(script);
  }

  async workOn(jobId: string): Promise<void> {
    await this.#life.change(async (work) => {
      const job = await work.tables.jobs.get(jobId);
      if (job === undefined) {
        throw new TypeError(`Invalid jobId: this world has no job '${jobId}'`);
      }
      // Work starts now, even when the job has been waiting for a week.
      await scheduleSimulation(work, { ...job, created_at: work.now });
    });
    await this.#life.timekeeper.arm();
  }

  async person(options: PersonOptions = {}): Promise<Person> {
    requirePersonOptions(options);
    const { joinWorld } = await import('../people/people-parts.ts');
    return joinWorld(this.#personHost, options);
  }
}
