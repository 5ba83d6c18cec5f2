import type { EngineRequest, EngineSettings, Work } from '@firsthandapi/engine';
import { viewCredits, viewFiles, viewJobs, viewKeys } from '@firsthandapi/engine/simulation';
import { LocalClock } from '../clock/local-clock.ts';
import { Timekeeper, type TimeSource } from '../clock/timekeeper.ts';
import type { ClockMode } from '../clock/world-clock.ts';
import type { Fault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { answerRequest } from '../http/answer-request.ts';
import type { Exchange } from '../http/exchange.ts';
import type { RoutePattern } from '../http/routes.ts';
import { asFetch } from '../http/settle-as-fetch.ts';
import type { LogEntry } from '../log/log-entry.ts';
import type { WorldLog } from '../log/world-log.ts';
import { LocalWebhooks } from '../webhooks/local-webhooks.ts';
import { LocalWorker } from '../worker/local-worker.ts';
import type { PlanBookState } from '../worker/plan-book.ts';
import { captureControls, clearControls, loadControls, type WorldControls } from './controls.ts';
import {
  type CoreParts,
  type CoreState,
  captureCore,
  createCore,
  retireCore,
  sandboxKeyring,
  type WorldCore,
} from './core.ts';
import type { OpenedAccount } from './open-account.ts';
import type { World } from './world.ts';
import type { WorldHost } from './world-host.ts';
import type { WorldOptions } from './world-options.ts';
import {
  requireSnapshot,
  SNAPSHOT_VERSION,
  type WorldAccount,
  type WorldSnapshot,
} from './world-snapshot.ts';

/** What a world is put together from. */
export interface LocalWorldParts {
  readonly options: WorldOptions;
  readonly host: WorldHost;
  readonly controls: WorldControls;
  readonly coreParts: CoreParts;
  readonly source: TimeSource | undefined;
  readonly core: WorldCore;
  readonly account: OpenedAccount;
}

/** A world in this process. */
export class LocalWorld implements World {
  readonly apiKey: string;
  readonly liveKey: string;
  readonly baseUrl: string;
  /** Base of the world's download links, without a trailing slash. */
  readonly filesUrl: string;
  readonly tag: string;
  readonly mode: ClockMode;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: LocalClock;
  readonly webhooks: LocalWebhooks;
  readonly worker: LocalWorker;
  readonly faults: Faults;
  /** What was asked and delivered. */
  readonly journal: WorldLog;
  readonly #parts: LocalWorldParts;
  readonly #beginning: { readonly core: CoreState; readonly plans: PlanBookState };
  #account: WorldAccount;
  #core: WorldCore;
  #timekeeper: Timekeeper;

  constructor(parts: LocalWorldParts) {
    const { options, host, controls, core, account } = parts;
    this.#parts = parts;
    this.#account = account.account;
    this.#core = core;
    this.tag = host.tag;
    this.baseUrl = host.baseUrl;
    this.filesUrl = host.filesUrl;
    this.mode = options.clock ?? 'manual';
    this.apiKey = account.testKey;
    this.liveKey = account.liveKey;
    this.faults = controls.faults;
    this.journal = controls.log;
    this.clock = new LocalClock(this);
    this.webhooks = new LocalWebhooks(this, controls);
    this.worker = new LocalWorker(this, controls.plans);
    this.#timekeeper = this.#createTimekeeper();
    this.#beginning = { core: captureCore(core), plans: controls.plans.state() };
    this.fetch = asFetch((request) => this.answer(request));
    void this.#timekeeper.arm();
  }

  /** The world's present life. */
  get core(): WorldCore {
    return this.#core;
  }

  get timekeeper(): Timekeeper {
    return this.#timekeeper;
  }

  get organizationId(): string {
    return this.#account.organizationId;
  }

  /** Answers a request, or fails to where a fault says so. */
  answer(request: EngineRequest): Promise<Exchange> {
    return answerRequest(this, request);
  }

  /** Calls the API on the test's behalf: past faults and log, under a key of the world. */
  async call(
    method: string,
    path: string,
    body: unknown,
    {
      key = this.apiKey,
      idempotencyKey,
    }: { readonly key?: string; readonly idempotencyKey: string },
  ): Promise<{ readonly status: number; readonly body: string }> {
    const headers = new Map([
      ['authorization', `Bearer ${key}`],
      ['content-type', 'application/json'],
      ['idempotency-key', idempotencyKey],
    ]);
    const response = await this.#core.engine.handle({
      method,
      url: this.baseUrl + path,
      headers: { get: (name) => headers.get(name) ?? null },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: String(response.body ?? '') };
  }

  fault(route: RoutePattern, fault: Fault): void {
    this.faults.set(route, fault);
  }

  log(): LogEntry[] {
    return this.journal.entries();
  }

  snapshot(): WorldSnapshot {
    const { now, ...core } = captureCore(this.#core);
    const controls = captureControls(this.#parts.controls);
    const state = structuredClone({ core, controls });
    return { version: SNAPSHOT_VERSION, now, account: this.#account, state };
  }

  restore(snapshot: WorldSnapshot): void {
    const { core, controls } = requireSnapshot(snapshot);
    this.#account = snapshot.account;
    this.#begin({ ...core, store: this.#withOwnKeys(core.store), now: snapshot.now });
    loadControls(this.#parts.controls, controls);
  }

  reset(): void {
    this.#account = this.#parts.account.account;
    this.#begin(this.#beginning.core);
    clearControls(this.#parts.controls, this.#beginning.plans);
  }

  run<T>(callback: () => T): T {
    return this.#parts.host.run(this, callback);
  }

  jobs() {
    return this.read((work) => viewJobs(work, this.organizationId));
  }

  files(jobId?: string) {
    return this.read((work) => viewFiles(work, this.organizationId, jobId));
  }

  keys() {
    return this.read((work) => viewKeys(work, this.organizationId));
  }

  credits() {
    return this.read((work) => viewCredits(work, this.organizationId));
  }

  /** Reads committed state. */
  read<T>(view: (work: Work) => Promise<T>): Promise<T> {
    const core = this.#core;
    return core.store.read((tables) => view(workOf(core, tables, this.#parts.coreParts)));
  }

  /** Changes state as an operation of the service does: all of it or nothing. */
  change<T>(change: (work: Work) => Promise<T>): Promise<T> {
    const core = this.#core;
    return core.store.transact((tables) => change(workOf(core, tables, this.#parts.coreParts)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timekeeper.stop();
    retireCore(this.#core);
    this.#parts.host.onDispose(this);
    if (!this.#parts.options.strict) return;
    this.faults.assertAllHit();
    this.webhooks.assertAllCarried();
  }

  #begin(state: CoreState): void {
    this.#timekeeper.stop();
    retireCore(this.#core);
    this.#core = createCore(this.#parts.coreParts, state);
    this.#timekeeper = this.#createTimekeeper();
    void this.#timekeeper.arm();
  }

  #createTimekeeper(): Timekeeper {
    const { clock, driver, store, carrier } = this.#core;
    const { source } = this.#parts;
    const isCarrying = () => carrier.isCarrying;
    return new Timekeeper({ mode: this.mode, source, clock, driver, store, isCarrying });
  }

  /** The store with this world's keys let into the snapshot's account, whichever world it was taken in. */
  #withOwnKeys(store: CoreState['store']): CoreState['store'] {
    const { test, live } = this.#account.keyIds;
    const keys = new Set([...this.#parts.host.extraKeys, this.apiKey, this.liveKey]);
    const own = [...keys].map((key) => ({
      id: sandboxKeyring.hashKey(key),
      key_id: key.startsWith('fh_live_') ? live : test,
      expires_at: null,
    }));
    const ids = new Set(own.map(({ id }) => id));
    const others = store.tables.key_secrets.filter(({ id }) => !ids.has(id));
    return { ...store, tables: { ...store.tables, key_secrets: [...others, ...own] } };
  }
}

/** What domain code works with in a world. */
export function workOf(
  { store, clock, ids, files, payments, carrier }: WorldCore,
  tables: Work['tables'],
  { settings }: Pick<CoreParts, 'settings'>,
): Work {
  const sender = carrier;
  const ports = { store, clock, ids, files, payments, sender, keyring: sandboxKeyring };
  return {
    // Nothing that a sandbox changes by itself is scored by the scorer: simulated workers are scored by plan.
    ports: ports as unknown as Work['ports'],
    settings: settings as EngineSettings,
    tables,
    now: clock.now(),
  };
}
