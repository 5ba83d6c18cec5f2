import type { Engine, EngineSettings, Work } from '@firsthandapi/engine';
import {
  type IdsState,
  MemoryKeyring,
  type MemoryPayments,
  type MemoryStore,
  type SeededIds,
  type StoreSnapshot,
} from '@firsthandapi/engine/memory';
import type { Driver } from '../clock/driver.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Carrier } from '../delivery/carrier.ts';
import type { InternalErrors } from './internal-errors.ts';
import type { SandboxFiles } from './sandbox-files.ts';

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
