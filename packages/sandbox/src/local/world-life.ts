import type { Work } from '@firsthandapi/engine';
import { Timekeeper } from '../clock/timekeeper.ts';
import type { ClockMode } from '../world/world-clock.ts';
import type { WorldAccount } from '../world/world-snapshot.ts';
import { type CoreState, createCore, retireCore, type WorldCore, workOf } from './core.ts';
import type { CoreSettings } from './core-settings.ts';

/** What a life begins with. */
export interface LifeContext {
  readonly mode: ClockMode;
  readonly settings: CoreSettings;
  readonly core: WorldCore;
  readonly account: WorldAccount;
}

/**
 * The current core of a world with its timekeeper and account. A reset or restore replaces all three, so the parts of
 * a world hold the life and never a core.
 */
export class WorldLife {
  readonly mode: ClockMode;
  readonly #settings: CoreSettings;
  #core: WorldCore;
  #timekeeper: Timekeeper;
  #account: WorldAccount;

  constructor({ mode, settings, core, account }: LifeContext) {
    this.mode = mode;
    this.#settings = settings;
    this.#core = core;
    this.#account = account;
    this.#timekeeper = this.#createTimekeeper();
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
    this.#core = createCore(this.#settings.dependencies, state);
    this.#timekeeper = this.#createTimekeeper();
    void this.#timekeeper.arm();
  }

  /** Stops the clock and wakes all sleepers. */
  end(): void {
    this.#timekeeper.stop();
    retireCore(this.#core);
  }

  #createTimekeeper(): Timekeeper {
    return new Timekeeper({ ...this.#core, mode: this.mode, source: this.#settings.source });
  }
}
