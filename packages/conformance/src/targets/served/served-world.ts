import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import {
  createEngine,
  type Engine,
  type Instant,
  type Ports,
  syntheticScorer,
} from '@firsthandapi/engine';
import { ManualClock, MemoryPayments } from '@firsthandapi/engine/memory';
import { openAccount } from '@firsthandapi/engine/simulation';
import { WebhookSender } from '../../../../server/src/delivery/webhook-sender.ts';
import { SealedFiles } from '../../../../server/src/files/sealed-files.ts';
import { exchange } from '../../../../server/src/host/engine-exchange.ts';
import { KeyringFile } from '../../../../server/src/keyring/keyring-file.ts';
import { LocalKeyring } from '../../../../server/src/keyring/local-keyring.ts';
import { openStore, type StoreLocation } from '../../../../server/src/storage/open-store.ts';
import type { SqlStore } from '../../../../server/src/storage/sql/sql-store.ts';
import { FailingPayments } from '../failing-payments.ts';
import { FailingStore } from '../failing-store.ts';
import { type FailureStatus, WORLD_START } from '../target.ts';
import { OrderedIds } from './ordered-ids.ts';
import type { Beginning, HostCommands, Keys } from './protocol.ts';

const UNLIMITED = { per_minute: 1_000_000, per_hour: 1_000_000 };

/** What of a host process lasts for one world. */
interface Running {
  readonly engine: Engine;
  readonly ports: Ports;
  readonly clock: ManualClock;
  readonly store: FailingStore;
  readonly payments: FailingPayments;
  readonly filesUrl: string;
  readonly tier: Beginning['tier'];
}

/** One world after another, over the server's storage, keyring, files, sender and HTTP exchange. */
export class ServedWorld implements HostCommands {
  readonly #sender = new WebhookSender({ allowPrivate: true });
  readonly #never = new AbortController().signal;
  #opened: { readonly path: string; readonly store: SqlStore } | undefined;
  #running: Running | undefined;

  async begin(beginning: Beginning): Promise<void> {
    const { folder, publicUrl, tier } = beginning;
    const keyring = new LocalKeyring(new KeyringFile(join(folder, 'keyring.json')));
    const clock = new ManualClock(WORLD_START);
    const store = new FailingStore(await this.#open(beginning.location));
    const payments = new FailingPayments(new MemoryPayments());
    const ports: Ports = {
      store,
      clock,
      ids: new OrderedIds(),
      files: new SealedFiles(join(folder, 'files'), keyring),
      scorer: syntheticScorer,
      payments,
      keyring,
      sender: this.#sender,
    };
    const filesUrl = `${publicUrl}/files`;
    const engine = createEngine(ports, {
      filesUrl,
      allowLoopbackWebhooks: true,
      boundedBodies: true,
      ...(tier === 'enterprise' && { anonymousLimits: UNLIMITED }),
    });
    this.#running = { engine, ports, clock, store, payments, filesUrl, tier };
  }

  async openAccount({ credits_cents }: { readonly credits_cents: number }): Promise<Keys> {
    const { ports, store, tier } = this.#world();
    const account = await store.transact((tables) =>
      openAccount(
        { ports, settings: {} as never, now: WORLD_START, tables },
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
    // A server writes what it has buffered every second of its own clock.
    if (isSecondLater) await this.#opened?.store.tidy();
  }

  async nextDue(): Promise<Instant | null> {
    return (await this.#world().engine.nextDue()) ?? null;
  }

  runNext(): Promise<boolean> {
    const { engine, clock } = this.#world();
    return engine.runNext(clock.now());
  }

  async failNext(status: FailureStatus): Promise<void> {
    const { store, payments } = this.#world();
    if (status === 500 || status === 503) store.failNext(status);
    else payments.failNext(status);
  }

  async end(): Promise<void> {
    this.#running = undefined;
    await this.#opened?.store.tidy();
  }

  exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { engine, filesUrl } = this.#world();
    const options = { engine, filesUrl, trustProxy: false, closing: this.#never };
    return exchange(options, request, response);
  }

  /** A store stays open from world to world while they are in the same place. */
  async #open(location: StoreLocation): Promise<SqlStore> {
    const path = location.kind === 'sqlite' ? location.path : location.url;
    if (this.#opened?.path !== path) {
      await this.#opened?.store.close();
      this.#opened = { path, store: await openStore(location, console.error) };
    }
    return this.#opened.store;
  }

  #world(): Running {
    if (this.#running === undefined) throw new Error('No world has begun');
    return this.#running;
  }
}
