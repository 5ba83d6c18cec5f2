import {
  createEngine,
  type Engine,
  type EngineSettings,
  syntheticScorer,
} from '@firsthandapi/engine';
import { MemoryPayments, MemoryStore, SeededIds } from '@firsthandapi/engine/memory';
import { Driver } from '../clock/driver.ts';
import type { TimeSource } from '../clock/time-source.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { Carrier, type CarrierDependencies } from '../delivery/carrier.ts';
import { lazyPeople, peoplePorts } from '../people/lazy-people.ts';
import { type CoreState, sandboxKeyring, type WorldCore } from './core.ts';
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
  restore({ store, ids, files }, beginning);
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
  const driver = driverOf(clock, engine, carrier);
  const parts = { store, ids, files, payments, clock, carrier, engine, driver };
  return { ...parts, internalErrors, settings };
}

/** Puts what a core stores in the state that it begins in. */
function restore(
  { store, ids, files }: Pick<WorldCore, 'store' | 'ids' | 'files'>,
  beginning: CoreBeginning,
): void {
  if (beginning.store !== undefined) store.restore(beginning.store);
  if (beginning.ids !== undefined) ids.restore(beginning.ids);
  if (beginning.files !== undefined) files.load(beginning.files);
}

function driverOf(clock: VirtualClock, engine: Engine, carrier: Carrier): Driver {
  return new Driver({
    clock,
    engine,
    untilSettledOrStalled: (task) => carrier.untilSettledOrStalled(task),
    untilQuiet: () => carrier.untilQuiet(),
    onQueued: () => carrier.noteWait(),
    flush: () => carrier.flush(),
  });
}
