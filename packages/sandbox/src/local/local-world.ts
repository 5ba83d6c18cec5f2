import type { EngineRequest, Work } from '@firsthandapi/engine';
import { viewCredits, viewFiles, viewJobs, viewKeys } from '@firsthandapi/engine/simulation';
import { Timekeeper } from '../clock/timekeeper.ts';
import { captureControls, loadControls, resetControls } from '../controls/controls.ts';
import type { Faults } from '../controls/faults.ts';
import type { Exchange } from '../http/exchange.ts';
import { asFetch } from '../http/settle-as-fetch.ts';
import type { WorldLog } from '../log/world-log.ts';
import type { Fault } from '../world/fault.ts';
import type { LocalWorldParts } from '../world/local-world-parts.ts';
import type { LogEntry } from '../world/log-entry.ts';
import type { RoutePattern } from '../world/routes.ts';
import { withOwnKeys } from '../world/with-own-keys.ts';
import { workOf } from '../world/work-of.ts';
import type { World } from '../world/world.ts';
import type { ClockMode } from '../world/world-clock.ts';
import {
  requireSnapshot,
  SNAPSHOT_VERSION,
  type WorldAccount,
  type WorldMoment,
  type WorldSnapshot,
} from '../world/world-snapshot.ts';
import { answerRequest } from './answer-request.ts';
import { type CoreState, captureCore, createCore, retireCore, type WorldCore } from './core.ts';
import { callEngine, type OwnAnswer, type OwnCall } from './direct-call.ts';
import { LocalClock } from './local-clock.ts';
import { LocalWebhooks } from './local-webhooks.ts';
import { LocalWorker } from './local-worker.ts';

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
  #beginning: WorldMoment;
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
    this.#beginning = this.#capture();
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
  call(call: OwnCall): Promise<OwnAnswer> {
    return callEngine(this.#core.engine, { baseUrl: this.baseUrl, key: this.apiKey, ...call });
  }

  fault(route: RoutePattern, fault: Fault): void {
    this.faults.set(route, fault);
  }

  log(): LogEntry[] {
    return this.journal.entries();
  }

  snapshot(): WorldSnapshot {
    const { account, controls, core } = this.#capture();
    const { now, ...rest } = core;
    const state = structuredClone({ core: rest, controls });
    return { version: SNAPSHOT_VERSION, now, account, state };
  }

  restore(snapshot: WorldSnapshot): void {
    // What the caller does to the snapshot afterwards must not reach the world.
    const { core, controls } = structuredClone(requireSnapshot(snapshot));
    this.#account = snapshot.account;
    const keys = new Set([...this.#parts.host.extraKeys, this.apiKey, this.liveKey]);
    const store = withOwnKeys(core.store, this.#account, keys);
    this.#begin({ ...core, store, now: snapshot.now });
    loadControls(this.#parts.controls, controls);
  }

  reset(): void {
    const { account, core, controls } = this.#beginning;
    this.#account = account;
    this.#begin(core);
    resetControls(this.#parts.controls, controls);
  }

  /** Lets `reset` go back to the state that the world is in now. */
  beginHere(): void {
    this.#beginning = this.#capture();
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

  #capture(): WorldMoment {
    return {
      account: this.#account,
      core: captureCore(this.#core),
      controls: captureControls(this.#parts.controls),
    };
  }

  #begin(state: CoreState): void {
    this.#timekeeper.stop();
    retireCore(this.#core);
    this.#core = createCore(this.#parts.coreParts, state);
    this.#timekeeper = this.#createTimekeeper();
    void this.#timekeeper.arm();
  }

  #createTimekeeper(): Timekeeper {
    return new Timekeeper({ ...this.#core, mode: this.mode, source: this.#parts.source });
  }
}
