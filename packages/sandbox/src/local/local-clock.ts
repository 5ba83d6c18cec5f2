import { type Job, presentJob } from '@firsthandapi/engine/host';
import { requireChoice } from '../values/check-options.ts';
import {
  type Duration,
  LATEST_MOMENT,
  type Moment,
  parseDuration,
  parseMoment,
} from '../values/duration.ts';
import { AWAITED_STATUSES } from '../world/check-fixtures.ts';
import type { AwaitedStatus, ClockMode, WorldClock } from '../world/world-clock.ts';
import type { WorldLife } from './world-life.ts';

/** The clock of a world in this process. */
export class LocalClock implements WorldClock {
  readonly #life: WorldLife;

  constructor(life: WorldLife) {
    this.#life = life;
  }

  get mode(): ClockMode {
    return this.#life.mode;
  }

  now(): Date {
    return new Date(this.#life.core.clock.now());
  }

  async advance(duration: Duration): Promise<void> {
    const milliseconds = this.#withinRange(duration);
    this.#requireMovable();
    await this.#life.core.driver.advanceBy(milliseconds);
  }

  async advanceTo(moment: Moment): Promise<void> {
    const instant = parseMoment(moment, 'moment');
    this.#requireMovable();
    this.#requireFuture(instant);
    await this.#life.core.driver.advanceTo(instant);
  }

  async runUntil(jobId: string, status: AwaitedStatus): Promise<Job> {
    requireChoice(status, AWAITED_STATUSES, 'status');
    this.#requireMovable();
    const { driver, store } = this.#life.core;
    const find = () => store.read(({ jobs }) => jobs.get(jobId));
    const isReached = await driver.runUntil(
      async () => (await find())?.status === status,
      async () => {
        const job = await find();
        const mayChange = job !== undefined && !isFinal(job.status);
        return mayChange ? this.#life.timekeeper.nextAwaited() : undefined;
      },
    );
    const job = await find();
    if (job === undefined) {
      throw new Error(`Cannot run until ${status}: this world has no job '${jobId}'`);
    }
    if (isReached) return presentJob(job);
    throw new Error(
      isFinal(job.status)
        ? `Cannot run until ${status}: job ${jobId} is ${job.status} and will never be ${status}`
        : `Cannot run until ${status}: job ${jobId} is ${job.status}, and nothing is due that could change it`,
    );
  }

  async sleep(duration: Duration): Promise<void> {
    const { clock, carrier } = this.#life.core;
    const slept = clock.until(clock.now() + this.#withinRange(duration));
    const endWait = carrier.noteSleep();
    await slept;
    endWait();
  }

  #withinRange(duration: Duration): number {
    const milliseconds = parseDuration(duration);
    if (this.#life.core.clock.now() + milliseconds <= LATEST_MOMENT) return milliseconds;
    throw new TypeError(`Invalid duration: ${duration} would move the clock beyond the year 2999`);
  }

  #requireFuture(instant: number): void {
    const now = this.#life.core.clock.now();
    if (instant >= now) return;
    const [wanted, current] = [instant, now].map((each) => new Date(each).toISOString());
    throw new TypeError(
      `Invalid moment: ${wanted} is before the world's time, ${current}, and its clock never goes back; ` +
        'begin a world with now, or call world.reset()',
    );
  }

  #requireMovable(): void {
    const { mode, core } = this.#life;
    if (mode === 'manual' || mode === 'auto') {
      if (!core.driver.isMoving || !core.carrier.isCalledByHandler) return;
      throw new Error(
        'Cannot move the clock: it is moving, and waits for the webhook handler that calls this; ' +
          'let the handler return first, or wait in it with world.clock.sleep',
      );
    }
    throw new Error(
      mode === 'system'
        ? "Cannot move the clock: a 'system' clock follows Date and setTimeout; move those instead (vi.advanceTimersByTimeAsync)"
        : "Cannot move the clock: a 'real' clock moves by itself; use clock: 'manual' to move it from a test",
    );
  }
}

function isFinal(status: AwaitedStatus): boolean {
  return status === 'completed' || status === 'cancelled';
}
