import { type Job, presentJob } from '@firsthandapi/engine/simulation';
import { type Duration, type Moment, parseDuration, parseMoment } from '../world/duration.ts';
import type { AwaitedStatus, ClockMode, WorldClock } from '../world/world-clock.ts';
import type { LocalWorld } from './local-world.ts';

/** The clock of a world in this process. */
export class LocalClock implements WorldClock {
  readonly #world: LocalWorld;

  constructor(world: LocalWorld) {
    this.#world = world;
  }

  get mode(): ClockMode {
    return this.#world.mode;
  }

  now(): Date {
    return new Date(this.#world.core.clock.now());
  }

  async advance(duration: Duration): Promise<void> {
    const milliseconds = parseDuration(duration);
    this.#requireHand();
    await this.#world.core.driver.advanceBy(milliseconds);
  }

  async advanceTo(moment: Moment): Promise<void> {
    const instant = parseMoment(moment, 'moment');
    this.#requireHand();
    await this.#world.core.driver.advanceTo(instant);
  }

  async runUntil(jobId: string, status: AwaitedStatus): Promise<Job> {
    this.#requireHand();
    const { driver, store } = this.#world.core;
    const find = () => store.read(({ jobs }) => jobs.get(jobId));
    const found = await driver.runUntil(
      async () => (await find())?.status === status,
      async () => {
        const job = await find();
        const isOver =
          job === undefined || job.status === 'completed' || job.status === 'cancelled';
        return isOver ? undefined : this.#world.timekeeper.nextAwaited();
      },
    );
    const job = await find();
    if (job === undefined) throw new Error(`runUntil: this world has no job '${jobId}'`);
    if (found) return presentJob(job);
    throw new Error(
      job.status === 'completed' || job.status === 'cancelled'
        ? `runUntil: job ${jobId} is ${job.status} and will never be ${status}`
        : `runUntil: job ${jobId} is ${job.status} and nothing more is due that could make it ${status}`,
    );
  }

  async sleep(duration: Duration): Promise<void> {
    const { clock, carrier } = this.#world.core;
    const slept = clock.until(clock.now() + parseDuration(duration));
    carrier.noteSleep();
    await slept;
  }

  #requireHand(): void {
    const { mode } = this.#world;
    if (mode === 'manual' || mode === 'auto') return;
    throw new Error(
      mode === 'system'
        ? "clock: a 'system' clock follows Date and setTimeout; move those (vi.advanceTimersByTimeAsync)"
        : "clock: a 'real' clock moves by itself; use clock: 'manual' to move it by hand",
    );
  }
}
