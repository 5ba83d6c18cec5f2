import type { EngineRequest, Work } from '@firsthandapi/engine';
import { viewCredits, viewFiles, viewJobs, viewKeys } from '@firsthandapi/engine/host';
import {
  captureControls,
  loadControls,
  resetControls,
  type WorldControls,
} from '../controls/controls.ts';
import type { Faults } from '../controls/faults.ts';
import { type CoreState, captureCore } from '../core/core.ts';
import { shiftState } from '../core/shift-state.ts';
import type { Exchange } from '../http/exchange.ts';
import { asFetch } from '../http/settle-as-fetch.ts';
import type { PersonHost } from '../people/worker-api.ts';
import { requireFunction } from '../values/check-options.ts';
import type { Fault } from '../world/fault.ts';
import type { LogEntry } from '../world/log-entry.ts';
import type { SentMail } from '../world/person.ts';
import type { RoutePattern } from '../world/routes.ts';
import type { World } from '../world/world.ts';
import type { WorldOptions } from '../world/world-options.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';
import { answerRequest } from './answer-request.ts';
import type { CoreSettings } from './core-settings.ts';
import { DirectApi } from './direct-api.ts';
import { LocalClock } from './local-clock.ts';
import { LocalWebhooks } from './local-webhooks.ts';
import { LocalWorker } from './local-worker.ts';
import type { OpenedAccount } from './open-account.ts';
import type { WorldHost } from './world-host.ts';
import { WorldLife } from './world-life.ts';
import { fromSnapshot, toSnapshot, type WorldMoment } from './world-moment.ts';

/** What a world is composed of. */
export interface LocalWorldContext {
  readonly options: WorldOptions;
  readonly host: WorldHost;
  readonly controls: WorldControls;
  readonly settings: CoreSettings;
  /** The state in which the world begins. */
  readonly state: CoreState;
  readonly opened: OpenedAccount;
}

/** What a window looks into. */
export interface WorldInspection {
  readonly life: WorldLife;
  readonly controls: WorldControls;
  /** Seconds of a `real` clock per real second. */
  readonly speed: number;
  /** Whether signatures of webhooks carry the machine's time, and not the world's. */
  readonly signsWithMachineTime: boolean;
}

/** A world in this process. */
export class LocalWorld implements World {
  readonly apiKey: string;
  readonly liveKey: string;
  readonly baseUrl: string;
  readonly tag: string;
  readonly fetch: typeof globalThis.fetch;
  readonly api: DirectApi;
  readonly clock: LocalClock;
  readonly webhooks: LocalWebhooks;
  readonly worker: LocalWorker;
  readonly faults: Faults;
  /** What a window calls the world: the name of the test that began it. */
  label: string | undefined;
  readonly #options: WorldOptions;
  readonly #host: WorldHost;
  readonly #controls: WorldControls;
  readonly #life: WorldLife;
  #beginning: WorldMoment;

  constructor({ options, host, controls, settings, state, opened }: LocalWorldContext) {
    this.#options = options;
    this.#host = host;
    this.#controls = controls;
    const mode = options.clock ?? 'manual';
    const { account } = opened;
    const { repeatsIds, pollPatience } = host;
    const life = new WorldLife({ mode, settings, repeatsIds, pollPatience, state, account });
    this.#life = life;
    this.tag = host.tag;
    this.baseUrl = host.baseUrl;
    this.apiKey = opened.testKey;
    this.liveKey = opened.liveKey;
    this.faults = controls.faults;
    this.api = new DirectApi(life, host.baseUrl);
    this.clock = new LocalClock(life);
    this.webhooks = new LocalWebhooks({ life, controls, api: this.api, keys: this });
    this.worker = new LocalWorker(life, controls.plans, personHostOf(this, life));
    this.#beginning = this.capture();
    this.fetch = asFetch((request) => this.answer(host.requireServed(request)));
    void life.timekeeper.arm();
  }

  /** Answers a request, applying any matching fault. */
  answer(request: EngineRequest): Promise<Exchange> {
    return answerRequest(this.#life, this.#controls, this.#host.filesUrl, request);
  }

  fault(route: RoutePattern, fault: Fault): void {
    this.faults.set(route, fault);
  }

  log(): LogEntry[] {
    return this.#controls.log.entries();
  }

  snapshot(): WorldSnapshot {
    return toSnapshot(this.capture());
  }

  restore(snapshot: WorldSnapshot): void {
    const keys = new Set([...this.#host.extraKeys, this.apiKey, this.liveKey]);
    const { core, account, controls } = fromSnapshot(snapshot, keys);
    this.#life.begin(core, account);
    loadControls(this.#controls, controls);
  }

  reset(): void {
    const { core, account, controls } = this.#beginning;
    // Without a given time, the world begins at the machine's again: receivers check the age of signatures.
    const { now, snapshot } = this.#options;
    const isPresent = now === undefined && snapshot === undefined;
    this.#life.begin(isPresent ? shiftState(core, Date.now() - core.now) : core, account);
    resetControls(this.#controls, controls);
  }

  /** Makes the current state the one that `reset` returns to. */
  beginHere(): void {
    this.#beginning = this.capture();
  }

  /** Returns the complete state of the world. */
  capture(): WorldMoment {
    return {
      account: this.#life.account,
      core: captureCore(this.#life.core),
      controls: captureControls(this.#controls),
    };
  }

  /** Returns what a window looks into. */
  inspect(): WorldInspection {
    const { speed = 1 } = this.#options;
    const signsWithMachineTime = this.#host.signatureTime !== undefined;
    return { life: this.#life, controls: this.#controls, speed, signsWithMachineTime };
  }

  run<T>(callback: () => T): T {
    requireFunction(callback, 'callback');
    return this.#host.run(this.tag, callback);
  }

  jobs() {
    return this.#view(viewJobs);
  }

  files(jobId?: string) {
    return this.#view((work, organizationId) => viewFiles(work, organizationId, jobId));
  }

  keys() {
    return this.#view(viewKeys);
  }

  credits() {
    return this.#view(viewCredits);
  }

  async outbox(): Promise<SentMail[]> {
    const { outboxOf } = await import('../people/people-parts.ts');
    return this.#life.read(outboxOf);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life.end();
    this.#host.onDispose(this.tag);
    if (!this.#options.strict) return;
    this.faults.assertAllHit();
    this.worker.assertAllUsed();
    this.webhooks.assertAllCarried();
  }

  #view<T>(view: (work: Work, organizationId: string) => Promise<T>): Promise<T> {
    return this.#life.read((work) => view(work, this.#life.account.organizationId));
  }
}

/** How a person reaches the world. Keys and addresses repeat with the world's ids, so that equal tests leave equal logs. */
function personHostOf(world: LocalWorld, life: WorldLife): PersonHost {
  return {
    baseUrl: world.baseUrl,
    apiKey: world.apiKey,
    fetch: (input, init) => world.fetch(input, init),
    unique: () => life.core.ids.next('person', life.core.clock.now()).toLowerCase(),
    outbox: () => world.outbox(),
  };
}
