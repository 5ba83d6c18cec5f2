import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Instant, type Ports, syntheticScorer } from '@firsthandapi/engine';
import { openAccount } from '@firsthandapi/engine/host';
import { ManualClock, MemoryMail, MemoryPayments } from '@firsthandapi/engine/memory';
import {
  type ComposedServer,
  type Configuration,
  composeServer,
  openStore,
  readConfiguration,
  type SqlStore,
  type StoreLocation,
} from '@firsthandapi/server/testing';
import { FailingPayments } from '../../world/failing-payments.ts';
import { FailingStore } from '../../world/failing-store.ts';
import type { CodeMail } from '../../world/last-code.ts';
import { type FailureStatus, WORLD_START } from '../../world/target.ts';
import { advance } from './advance.ts';
import { OrderedIds } from './ordered-ids.ts';
import type { HostCommands, Keys, WorldSetup } from './protocol.ts';

const UNLIMITED = { per_minute: 1_000_000, per_hour: 1_000_000 };

/** State of one world. */
interface RunningWorld {
  readonly server: ComposedServer;
  readonly clock: ManualClock;
  readonly store: FailingStore;
  readonly payments: FailingPayments;
  readonly mail: MemoryMail;
  readonly tier: WorldSetup['tier'];
}

/** Hosts one world after another, each in the server as users start it, on a clock that the test moves. */
export class ServedWorld implements HostCommands {
  #opened: { readonly path: string; readonly store: SqlStore } | undefined;
  #running: RunningWorld | undefined;

  async begin(setup: WorldSetup): Promise<void> {
    const { location, tier } = setup;
    const opened = await this.#open(location);
    const clock = new ManualClock(WORLD_START);
    const store = new FailingStore(opened);
    const payments = new FailingPayments(new MemoryPayments());
    const mail = new MemoryMail();
    const replaced = {
      ...{ clock, store, payments, mail },
      ids: new OrderedIds(),
      // Judges no picture, so that what people submit has the same stars on every target.
      scorer: syntheticScorer,
    };
    const server = await composeServer(configurationOf(setup), {
      store: opened,
      replacePorts: (ports: Ports) => ({ ...ports, ...replaced }),
      settings: {
        // Attempts run exactly at the contract's intervals.
        deliveryJitter: undefined,
        // The clock stands still while late steps are performed.
        stepPacer: undefined,
        // Worlds in one database begin at the same time.
        signupLimits: undefined,
        ...(tier === 'enterprise' && { anonymousLimits: UNLIMITED }),
      },
    });
    this.#running = { server, clock, store, payments, mail, tier };
  }

  async openAccount({ credits_cents }: { readonly credits_cents: number }): Promise<Keys> {
    const { server, store, tier } = this.#world();
    const account = await store.transact((tables) =>
      openAccount(
        { ports: server.ports, settings: {} as never, now: WORLD_START, tables },
        {
          name: 'Conformance',
          email: 'conformance@example.com',
          tier,
          custom_limits: tier === 'enterprise' ? UNLIMITED : null,
          credits_cents,
        },
      ),
    );
    return { testKey: account.test_key, liveKey: account.live_key };
  }

  async now(): Promise<Instant> {
    return this.#world().clock.now();
  }

  async setClock(instant: Instant): Promise<void> {
    const { clock } = this.#world();
    const isSecondLater = instant >= clock.now() + 1_000;
    clock.set(instant);
    // A server flushes its buffers every second of its own clock.
    if (isSecondLater) await this.#opened?.store.tidy();
  }

  async nextDue(): Promise<Instant | null> {
    return (await this.#world().server.engine.nextDue()) ?? null;
  }

  runNext(): Promise<boolean> {
    const { server, clock } = this.#world();
    return server.engine.runNext(clock.now());
  }

  advance(milliseconds: number): Promise<void> {
    return advance([this], milliseconds);
  }

  async mails(): Promise<readonly CodeMail[]> {
    return this.#world().mail.messages.map(({ to, text }) => ({ to, text }));
  }

  async failNext(status: FailureStatus): Promise<void> {
    const { store, payments } = this.#world();
    if (status === 500 || status === 503) store.failNext(status);
    else payments.failNext(status);
  }

  async end(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.server.close();
    await this.#opened?.store.tidy();
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.#world().server.handle(request, response);
  }

  /** Reuses the open store for worlds in the same database. */
  async #open(location: StoreLocation): Promise<SqlStore> {
    const path = location.kind === 'sqlite' ? location.path : location.url;
    if (this.#opened?.path !== path) {
      await this.#opened?.store.close();
      this.#opened = { path, store: await openStore(location, console.error) };
    }
    return this.#opened.store;
  }

  #world(): RunningWorld {
    if (this.#running === undefined) throw new Error('No world is running');
    return this.#running;
  }
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
