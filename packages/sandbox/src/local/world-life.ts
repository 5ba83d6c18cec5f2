import type { Work } from '@firsthandapi/engine';
import { Timekeeper } from '../clock/timekeeper.ts';
import { type CoreState, retireCore, type WorldCore, workOf } from '../core/core.ts';
import { createCore } from '../core/create-core.ts';
import type { ClockMode } from '../world/world-clock.ts';
import type { WorldAccount } from '../world/world-snapshot.ts';
import type { CoreSettings } from './core-settings.ts';

/** Ids count to 2^40: this leaves room for a million lives, with a million ids of each kind in each. */
const IDS_OF_A_LIFE = 2 ** 20;

/** What a life begins with. */
export interface LifeContext {
  readonly mode: ClockMode;
  readonly settings: CoreSettings;
  /** Repeat the same ids in each life. */
  readonly repeatsIds: boolean;
  /** Real milliseconds in which nothing moves until a long poll on a manual clock is refused; undefined for never. */
  readonly pollPatience: number | undefined;
  /** The state of the first core. */
  readonly state: CoreState;
  readonly account: WorldAccount;
}

/**
 * The current core of a world with its timekeeper and account. A reset or restore replaces all three, so the parts of
 * a world hold the life and never a core.
 */
export class WorldLife {
  readonly mode: ClockMode;
  readonly pollPatience: number | undefined;
  readonly #settings: CoreSettings;
  readonly #repeatsIds: boolean;
  #lives = 0;
  #core: WorldCore;
  #timekeeper: Timekeeper;
  #account: WorldAccount;

  constructor({ mode, settings, repeatsIds, pollPatience, state, account }: LifeContext) {
    this.mode = mode;
    this.pollPatience = pollPatience;
    this.#settings = settings;
    this.#repeatsIds = repeatsIds;
    this.#account = account;
    [this.#core, this.#timekeeper] = this.#create(state);
  }

  get core(): WorldCore {
    return this.#core;
  }

  get timekeeper(): Timekeeper {
    return this.#timekeeper;
  }

  get account(): WorldAccount {
    return this.#account;
  }

  /** Reads committed state. */
  read<T>(view: (work: Work) => Promise<T>): Promise<T> {
    const core = this.#core;
    return core.store.read((tables) => view(workOf(core, tables)));
  }

  /** Changes state atomically, as an operation of the service does. */
  change<T>(change: (work: Work) => Promise<T>): Promise<T> {
    const core = this.#core;
    return core.store.transact((tables) => change(workOf(core, tables)));
  }

  /** Ends the current core and continues with a new one in the given state. */
  begin(state: CoreState, account: WorldAccount): void {
    this.end();
    this.#account = account;
    this.#lives = (this.#lives + 1) % IDS_OF_A_LIFE;
    [this.#core, this.#timekeeper] = this.#create(state);
    void this.#timekeeper.arm();
  }

  /** Stops the clock and wakes all sleepers. */
  end(): void {
    this.#timekeeper.stop();
    retireCore(this.#core);
  }

  #create(state: CoreState): [WorldCore, Timekeeper] {
    const { dependencies, sourceFrom, hasHandlers } = this.#settings;
    const source = sourceFrom(state.now);
    const firstId = this.#repeatsIds ? 0 : this.#lives * IDS_OF_A_LIFE;
    const core = createCore({ ...dependencies, firstId }, state, source);
    return [core, new Timekeeper({ ...core, mode: this.mode, source, hasHandlers })];
  }
}
