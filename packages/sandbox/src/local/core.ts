import {
  createEngine,
  type Engine,
  type EngineSettings,
  syntheticScorer,
} from '@firsthandapi/engine';
import {
  type IdsState,
  MemoryKeyring,
  MemoryPayments,
  MemoryStore,
  SeededIds,
  type StoreSnapshot,
} from '@firsthandapi/engine/memory';
import { Driver } from '../clock/driver.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { Carrier, type CarrierParts } from '../delivery/carrier.ts';
import { SandboxFiles } from './sandbox-files.ts';

/** What a core is made of. */
export interface CoreParts {
  readonly seed: number;
  /** The first characters of every secret that is made here: they lead a key back to its world. */
  readonly tag: string;
  readonly now: number;
  /** Where time comes from when it is not moved by hand. */
  readonly timeSource: (() => number) | undefined;
  readonly settings: Partial<EngineSettings>;
  readonly carrier: Omit<CarrierParts, 'clock'>;
}

/** State of a core as plain JSON. */
export interface CoreState {
  readonly now: number;
  readonly store: StoreSnapshot;
  readonly ids: IdsState;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * One life of a world: its state, its clock and the service over them. A reset puts another in its place, so that
 * whatever still runs in the old one cannot touch the new.
 */
export interface WorldCore {
  readonly store: MemoryStore;
  readonly ids: SeededIds;
  readonly files: SandboxFiles;
  readonly payments: MemoryPayments;
  readonly clock: VirtualClock;
  readonly carrier: Carrier;
  readonly engine: Engine;
  readonly driver: Driver;
}

/** All worlds share it, so that a snapshot of one opens in another: it guards nothing. */
const KEYRING = new MemoryKeyring('firsthandapi-sandbox');

/** Builds a core, empty or in the state given. */
export function createCore(parts: CoreParts, state?: CoreState): WorldCore {
  const store = new MemoryStore();
  const ids = new SeededIds(parts.seed, parts.tag);
  const files = new SandboxFiles();
  const payments = new MemoryPayments();
  const clock = new VirtualClock(state?.now ?? parts.now, parts.timeSource);
  const carrier = new Carrier({ ...parts.carrier, clock });
  if (state !== undefined) {
    store.restore(state.store);
    ids.restore(state.ids);
    files.load(state.files);
  }
  const ports = { clock, ids, store, files, payments, sender: carrier, keyring: KEYRING };
  const engine = createEngine({ ...ports, scorer: syntheticScorer }, parts.settings);
  const driver = new Driver({
    clock,
    engine,
    untilSettledOrStalled: (task) => carrier.untilSettledOrStalled(task),
    flush: () => carrier.flush(),
  });
  return { store, ids, files, payments, clock, carrier, engine, driver };
}

/** The core's state, independent of it from then on. */
export function captureCore({ store, ids, files, clock }: WorldCore): CoreState {
  return { now: clock.now(), store: store.snapshot(), ids: ids.state(), files: files.dump() };
}

/** Ends a core: movements stop, and whoever waits in it is let go. */
export function retireCore({ clock, driver }: WorldCore): void {
  driver.stop();
  clock.wakeAll();
}

export { KEYRING as sandboxKeyring };
