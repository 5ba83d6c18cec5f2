import {
  createEngine,
  type Engine,
  type EngineSettings,
  syntheticScorer,
  type Work,
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
import type { TimeSource } from '../clock/timekeeper.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { Carrier, type CarrierDependencies } from '../delivery/carrier.ts';
import { lazyPeople, peoplePorts } from '../people/lazy-people.ts';
import { InternalErrors } from './internal-errors.ts';
import { SandboxFiles } from './sandbox-files.ts';

/** What every core of a world is built from. */
export interface CoreDependencies {
  readonly seed: number;
  /** Ids are counted from here. Lives of a world count from different numbers when their ids must differ. */
  readonly firstId: number;
  /** Prefix of every secret made in the world; it identifies the key's world. */
  readonly tag: string;
  readonly settings: Partial<EngineSettings>;
  readonly carrier: Omit<CarrierDependencies, 'clock'>;
}

/** State of a core as plain JSON. */
export interface CoreState {
  readonly now: number;
  readonly store: StoreSnapshot;
  readonly ids: IdsState;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * A world's state, its clock and the service that runs on them. A reset replaces the whole core, so that work still
 * running in the old one cannot touch the new one.
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
  readonly internalErrors: InternalErrors;
  readonly settings: Partial<EngineSettings>;
}

/** Shared by all worlds, so that a snapshot of one can be restored in another. It protects nothing. */
export const sandboxKeyring = new MemoryKeyring('firsthandapi-sandbox');

/** When a core begins: in no state, or in a state. */
export type CoreBeginning = Pick<CoreState, 'now'> & Partial<CoreState>;

/** Builds a core. Its clock follows `source`, or stays where it is put. */
export function createCore(
  dependencies: CoreDependencies,
  beginning: CoreBeginning,
  source?: Pick<TimeSource, 'now'>,
): WorldCore {
  const { settings } = dependencies;
  const store = new MemoryStore();
  const ids = new SeededIds(dependencies.seed, dependencies.tag, dependencies.firstId);
  const files = new SandboxFiles();
  const payments = new MemoryPayments();
  const clock = new VirtualClock(beginning.now, {
    source: source && (() => source.now()),
    onWait: () => carrier.noteWait(),
  });
  const carrier: Carrier = new Carrier({ ...dependencies.carrier, clock });
  if (beginning.store !== undefined) store.restore(beginning.store);
  if (beginning.ids !== undefined) ids.restore(beginning.ids);
  if (beginning.files !== undefined) files.load(beginning.files);
  const ports = {
    ...peoplePorts,
    clock,
    ids,
    store,
    files,
    payments,
    sender: carrier,
    keyring: sandboxKeyring,
  };
  const internalErrors = new InternalErrors();
  const engine = createEngine(
    { ...ports, scorer: syntheticScorer },
    {
      ...settings,
      people: lazyPeople,
      onRequest({ request_id, error }) {
        if (error !== undefined) internalErrors.add(request_id, error);
      },
    },
  );
  const driver = new Driver({
    clock,
    engine,
    untilSettledOrStalled: (task) => carrier.untilSettledOrStalled(task),
    untilQuiet: () => carrier.untilQuiet(),
    onQueued: () => carrier.noteWait(),
    flush: () => carrier.flush(),
  });
  const parts = { store, ids, files, payments, clock, carrier, engine, driver };
  return { ...parts, internalErrors, settings };
}

/** Returns the core's state, which later changes of the core do not affect. */
export function captureCore({ store, ids, files, clock }: WorldCore): CoreState {
  return { now: clock.now(), store: store.snapshot(), ids: ids.state(), files: files.dump() };
}

/** Ends a core: stops its clock and its deliveries, and wakes all sleepers. */
export function retireCore({ clock, driver, carrier }: WorldCore): void {
  driver.stop();
  carrier.stop();
  clock.wakeAll();
}

/** Returns the context that domain code runs in, over the tables of one transaction. */
export function workOf(core: WorldCore, tables: Work['tables']): Work {
  const { store, clock, ids, files, payments, carrier, settings } = core;
  const ports = { store, clock, ids, files, payments, sender: carrier, keyring: sandboxKeyring };
  return {
    // No scorer: simulated workers are scored by their plan.
    ports: ports as unknown as Work['ports'],
    settings: settings as EngineSettings,
    tables,
    now: clock.now(),
  };
}
