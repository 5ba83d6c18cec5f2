import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Instant } from '@firsthandapi/engine';
import { openStore, type SqlStore, type StoreLocation } from '@firsthandapi/server/testing';
import type { CodeMail } from '../../world/last-code.ts';
import type { FailureStatus } from '../../world/target.ts';
import { advance } from './advance.ts';
import type { HostCommands, Keys, WorldSetup } from './protocol.ts';
import { openWorldAccount, type RunningWorld, startWorld } from './running-world.ts';

/** Hosts one world after another, each in the server as users start it, on a clock that the test moves. */
export class ServedWorld implements HostCommands {
  #opened: { readonly path: string; readonly store: SqlStore } | undefined;
  #running: RunningWorld | undefined;

  async begin(setup: WorldSetup): Promise<void> {
    const store = await this.#open(setup.location);
    this.#running = await startWorld(setup, store);
  }

  async openAccount({ credits_cents }: { readonly credits_cents: number }): Promise<Keys> {
    return openWorldAccount(this.#world(), credits_cents);
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
