import type { EngineRequest, EngineSettings, Work } from '@firsthandapi/engine';
import {
  adoptSecret,
  openAccount,
  viewCredits,
  viewFiles,
  viewJobs,
  viewKeys,
} from '@firsthandapi/engine/simulation';
import { parseDuration, parseMoment } from '../clock/duration.ts';
import { LocalClock } from '../clock/local-clock.ts';
import { type TimeSource, Timekeeper, timeSourceOf } from '../clock/timekeeper.ts';
import type { ClockMode } from '../clock/world-clock.ts';
import type { Fault } from '../faults/fault.ts';
import { Faults } from '../faults/faults.ts';
import { answerRequest } from '../http/answer-request.ts';
import type { Exchange } from '../http/exchange.ts';
import { fetchRequest } from '../http/fetch-request.ts';
import type { RoutePattern } from '../http/routes.ts';
import { settleAsFetch } from '../http/settle-as-fetch.ts';
import type { LogEntry } from '../log/log-entry.ts';
import { WorldLog } from '../log/world-log.ts';
import type { CarriedDelivery } from '../webhooks/carrier.ts';
import { LocalWebhooks } from '../webhooks/local-webhooks.ts';
import type { HttpFetch } from '../webhooks/target.ts';
import { WebhookModes } from '../webhooks/webhook-modes.ts';
import {
  type CoreParts,
  type CoreState,
  captureCore,
  createCore,
  retireCore,
  sandboxKeyring,
  type WorldCore,
} from './core.ts';
import type { World } from './world.ts';
import type { WorldOptions } from './world-options.ts';
import { SNAPSHOT_VERSION, type WorldAccount, type WorldSnapshot } from './world-snapshot.ts';
import { environmentOfKey } from './world-tag.ts';

/** What a sandbox gives each of its worlds. */
export interface LocalWorldHost {
  readonly tag: string;
  readonly baseUrl: string;
  /** Base of this world's download links. */
  readonly filesUrl: string;
  /** Keys that open the world beside its own: the sandbox's and the option's. */
  readonly extraKeys: readonly string[];
  readonly httpFetch: () => HttpFetch;
  /** Runs a callback so that requests in it reach the world. */
  readonly run: <T>(world: LocalWorld, callback: () => T) => T;
  /** The world has ended. */
  readonly onDispose: (world: LocalWorld) => void;
}

/** Requests that an account of the default tier may make, in a minute and in an hour. */
const GENEROUS_LIMITS = { per_minute: 1_000_000, per_hour: 1_000_000 };
const DEFAULT_CREDITS = 250;
const DEFAULT_PATIENCE = 1_000;

/** A world in this process. */
export class LocalWorld implements World {
  readonly apiKey: string;
  readonly liveKey: string;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: LocalClock;
  readonly webhooks: LocalWebhooks;
  readonly faults: Faults;
  readonly tag: string;
  /** Base of the world's download links, without a trailing slash. */
  readonly filesUrl: string;
  readonly mode: ClockMode;
  readonly requests = new WorldLog();
  readonly #host: LocalWorldHost;
  readonly #options: WorldOptions;
  readonly #parts: CoreParts;
  readonly #source: TimeSource | undefined;
  readonly #modes: WebhookModes;
  #account: WorldAccount;
  readonly #firstAccount: WorldAccount;
  #core: WorldCore;
  #timekeeper: Timekeeper;
  #beginning: CoreState;

  private constructor(setup: WorldSetup, core: WorldCore, account: OpenedAccount) {
    this.#host = setup.host;
    this.#options = setup.options;
    this.#parts = setup.parts;
    this.#source = setup.source;
    this.#modes = setup.modes;
    this.#core = core;
    this.#account = account.account;
    this.#firstAccount = account.account;
    this.tag = setup.host.tag;
    this.filesUrl = setup.host.filesUrl;
    this.mode = setup.mode;
    this.apiKey = account.testKey;
    this.liveKey = account.liveKey;
    this.baseUrl = setup.host.baseUrl;
    this.faults = new Faults();
    this.webhooks = setup.webhooks;
    this.clock = new LocalClock(this);
    this.#timekeeper = this.#createTimekeeper();
    this.#beginning = captureCore(core);
    this.fetch = async (input, init) => {
      const request = fetchRequest(input, init);
      return settleAsFetch(this.answer(request), request.signal);
    };
    setup.attach(this);
  }

  /** Opens the account and builds the world around it. */
  static async create(options: WorldOptions, host: LocalWorldHost): Promise<LocalWorld> {
    const setup = setUp(options, host);
    const core = createCore(setup.parts);
    const account = await core.store.transact((tables) =>
      open(workOf(core, tables, setup.parts.settings), options, host),
    );
    return new LocalWorld(setup, core, account);
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

  fault(route: RoutePattern, fault: Fault): void {
    this.faults.set(route, fault);
  }

  log(): LogEntry[] {
    return this.requests.entries();
  }

  snapshot(): WorldSnapshot {
    const { now, ...state } = captureCore(this.#core);
    return structuredClone({
      version: SNAPSHOT_VERSION,
      now,
      account: this.#account,
      faults: this.faults.list(),
      webhookMode: this.#modes.state(),
      state,
    });
  }

  restore(snapshot: WorldSnapshot): void {
    if (snapshot?.version !== SNAPSHOT_VERSION) {
      throw new Error(
        `snapshot: has version ${snapshot?.version}, this sandbox reads version ${SNAPSHOT_VERSION}; take it anew`,
      );
    }
    const state = snapshot.state as Omit<CoreState, 'now'>;
    this.#account = snapshot.account;
    this.#begin({ ...state, store: this.#withOwnKeys(state.store), now: snapshot.now });
    this.faults.load(snapshot.faults);
    this.#modes.set(snapshot.webhookMode);
  }

  reset(): void {
    this.#account = this.#firstAccount;
    this.#begin(this.#beginning);
    this.faults.clear();
    this.#modes.clear();
    this.webhooks.forgetTargets();
  }

  run<T>(callback: () => T): T {
    return this.#host.run(this, callback);
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
    return core.store.read((tables) => view(workOf(core, tables, this.#parts.settings)));
  }

  /** Changes state as an operation of the service does: all of it or nothing. */
  change<T>(work: (work: Work) => Promise<T>): Promise<T> {
    const core = this.#core;
    return core.store.transact((tables) => work(workOf(core, tables, this.#parts.settings)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timekeeper.stop();
    retireCore(this.#core);
    this.#host.onDispose(this);
    if (this.#options.strict) this.faults.assertAllHit();
    if (this.#options.strict) this.webhooks.assertAllCarried();
  }

  /** The store with this world's keys let into the snapshot's account, whichever world it was taken in. */
  #withOwnKeys(store: CoreState['store']): CoreState['store'] {
    const { test, live } = this.#account.keyIds;
    const own = [...this.#host.extraKeys, this.apiKey, this.liveKey].map((key) => ({
      id: sandboxKeyring.hashKey(key),
      key_id: key.startsWith('fh_live_') ? live : test,
      expires_at: null,
    }));
    const ids = new Set(own.map(({ id }) => id));
    const others = store.tables.key_secrets.filter(({ id }) => !ids.has(id));
    const key_secrets = [...others, ...new Map(own.map((row) => [row.id, row])).values()];
    return { ...store, tables: { ...store.tables, key_secrets } };
  }

  #begin(state: CoreState): void {
    this.#timekeeper.stop();
    retireCore(this.#core);
    this.#core = createCore(this.#parts, state);
    this.#timekeeper = this.#createTimekeeper();
    this.requests.clear();
    void this.#timekeeper.arm();
  }

  #createTimekeeper(): Timekeeper {
    const { clock, driver, store } = this.#core;
    return new Timekeeper({ mode: this.mode, source: this.#source, clock, driver, store });
  }
}

interface OpenedAccount {
  readonly account: WorldAccount;
  readonly testKey: string;
  readonly liveKey: string;
}

interface WorldSetup {
  readonly options: WorldOptions;
  readonly host: LocalWorldHost;
  readonly mode: ClockMode;
  readonly source: TimeSource | undefined;
  readonly modes: WebhookModes;
  readonly webhooks: LocalWebhooks;
  readonly parts: CoreParts;
  /** Gives what was built before the world a way to reach it. */
  readonly attach: (world: LocalWorld) => void;
}

function setUp(options: WorldOptions, host: LocalWorldHost): WorldSetup {
  const mode = options.clock ?? 'manual';
  const now = parseMoment(options.now ?? Date.now(), 'now');
  const source = timeSourceOf(mode, now, options.speed ?? 1);
  const modes = new WebhookModes();
  let world: LocalWorld | undefined;
  const webhooks = new LocalWebhooks(() => world as LocalWorld, modes);
  return {
    options,
    host,
    mode,
    source,
    modes,
    webhooks,
    parts: {
      seed: options.seed ?? 1,
      tag: host.tag,
      now,
      timeSource: source && (() => source.now()),
      settings: settingsOf(options, host),
      carrier: {
        handlerFor: (url) => webhooks.handlerFor(url),
        httpFetch: host.httpFetch,
        allowRemoteTargets: options.allowRemoteTargets ?? false,
        patience: parseDuration(options.patience ?? DEFAULT_PATIENCE, 'patience'),
        modes,
        onDelivered: (delivery) => world?.requests.add(noteOf(delivery)),
      },
    },
    attach: (created) => {
      world = created;
    },
  };
}

function settingsOf({ tier = 'enterprise' }: WorldOptions, host: LocalWorldHost): Partial<EngineSettings> {
  return {
    filesUrl: host.filesUrl,
    allowLoopbackWebhooks: true,
    ...(tier === 'enterprise' && { anonymousLimits: GENEROUS_LIMITS }),
  };
}

async function open(work: Work, options: WorldOptions, host: LocalWorldHost): Promise<OpenedAccount> {
  const tier = options.tier ?? 'enterprise';
  const account = await openAccount(work, {
    name: 'Sandbox account',
    email: 'owner@sandbox.test',
    tier,
    custom_limits: tier === 'enterprise' ? GENEROUS_LIMITS : null,
    credits_cents: options.credits ?? DEFAULT_CREDITS,
  });
  let testKey = account.test_key;
  let liveKey = account.live_key;
  for (const key of host.extraKeys) {
    const environment = environmentOfKey(key, 'apiKey');
    await adoptSecret(work, { id: account.key_ids[environment] }, key);
  }
  if (options.apiKey?.startsWith('fh_test_')) testKey = options.apiKey;
  if (options.apiKey?.startsWith('fh_live_')) liveKey = options.apiKey;
  return {
    account: { organizationId: account.organization_id, keyIds: account.key_ids },
    testKey,
    liveKey,
  };
}

function workOf(
  core: WorldCore,
  tables: Work['tables'],
  settings: Partial<EngineSettings>,
): Work {
  const ports = { ...core, sender: core.carrier, keyring: sandboxKeyring } as unknown as Work['ports'];
  return { ports, settings: settings as EngineSettings, tables, now: core.clock.now() };
}

function noteOf({ request, outcome, startedAt, endedAt, tampering }: CarriedDelivery) {
  return {
    startedAt,
    event_id: request.event_id,
    event_type: request.event_type,
    endpoint_id: request.endpoint_id,
    url: request.url,
    attempt: request.attempt,
    status: outcome.status_code,
    reason: outcome.status_code === null ? outcome.reason : null,
    duration_ms: endedAt - startedAt,
    tampering,
  };
}
