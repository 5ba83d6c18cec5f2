import { type Ports, syntheticScorer } from '@firsthandapi/engine';
import { openAccount } from '@firsthandapi/engine/host';
import { ManualClock, MemoryMail, MemoryPayments } from '@firsthandapi/engine/memory';
import {
  type ComposedServer,
  type Configuration,
  composeServer,
  readConfiguration,
  type SqlStore,
} from '@firsthandapi/server/testing';
import { FailingPayments } from '../../world/failing-payments.ts';
import { FailingStore } from '../../world/failing-store.ts';
import { WORLD_START } from '../../world/target.ts';
import { UNLIMITED, worldAccount } from '../../world/world-account.ts';
import { OrderedIds } from './ordered-ids.ts';
import type { Keys, WorldSetup } from './protocol.ts';

/** State of one world. */
export interface RunningWorld {
  readonly server: ComposedServer;
  readonly clock: ManualClock;
  readonly store: FailingStore;
  readonly payments: FailingPayments;
  readonly mail: MemoryMail;
  readonly tier: WorldSetup['tier'];
}

/** Composes the server of a world over an open store. */
export async function startWorld(setup: WorldSetup, opened: SqlStore): Promise<RunningWorld> {
  const { tier } = setup;
  const replaced = {
    clock: new ManualClock(WORLD_START),
    store: new FailingStore(opened),
    payments: new FailingPayments(new MemoryPayments()),
    mail: new MemoryMail(),
    ids: new OrderedIds(),
    // Judges no picture, so that what people submit has the same stars on every target.
    scorer: syntheticScorer,
  };
  const server = await composeServer(configurationOf(setup), {
    store: opened,
    replacePorts: (ports: Ports) => ({ ...ports, ...replaced }),
    settings: settingsOf(tier),
  });
  return { server, ...replaced, tier };
}

function settingsOf(tier: WorldSetup['tier']) {
  return {
    // Attempts run exactly at the contract's intervals.
    deliveryJitter: undefined,
    // The clock stands still while late steps are performed.
    stepPacer: undefined,
    // Worlds in one database begin at the same time.
    signupLimits: undefined,
    ...(tier === 'enterprise' && { anonymousLimits: UNLIMITED }),
  };
}

function configurationOf(setup: WorldSetup): Configuration {
  const { location, folder, publicUrl } = setup;
  const environment = {
    ...setup.environment,
    ...(location.kind === 'postgres' && { DATABASE_URL: location.url }),
    DATA_DIR: folder,
    PUBLIC_URL: publicUrl,
    ALLOW_PRIVATE_WEBHOOKS: 'true',
  };
  return { ...readConfiguration(environment), store: location };
}

/** Opens the account of a world, and returns its keys. */
export async function openWorldAccount(
  { server, store, tier }: RunningWorld,
  credits_cents: number,
): Promise<Keys> {
  const account = await store.transact((tables) =>
    openAccount(
      { ports: server.ports, settings: {} as never, now: WORLD_START, tables },
      worldAccount(tier, credits_cents),
    ),
  );
  return { testKey: account.test_key, liveKey: account.live_key };
}
