import type { EngineRequest } from '@firsthandapi/engine';
import { sendToServer } from '../delivery/node-fetch.ts';
import type { Exchange } from '../http/exchange.ts';
import { asFetch } from '../http/settle-as-fetch.ts';
import { Captures } from '../log/captures.ts';
import { deriveSeed, randomSeed } from '../values/seed.ts';
import { requireSandboxOptions, requireWorldOptions } from '../world/check-world-options.ts';
import type { Sandbox, SandboxOptions } from '../world/sandbox.ts';
import type { HttpFetch } from '../world/webhook-target.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { CustomKeys } from './custom-keys.ts';
import type { LocalWorld } from './local-world.ts';
import { openWorld } from './open-world.ts';
import { createWorldScope } from './world-scope.ts';
import { tagOfKey, worldTag } from './world-tag.ts';

const API_URL = 'https://api.firsthandapi.com';
/** Runners end a test after 5 s by default: the reason has to come first. */
const POLL_PATIENCE_MS = 2_000;
/** Worlds that have ended and that a window still shows. */
const ENDED_WORLDS = 20;
const FILES_URL = 'https://files.firsthandapi.com';

/** What a host of a sandbox decides, beyond its options. */
export interface SandboxSetup {
  /**
   * Sign webhooks with the machine's time when no time was given: receivers in other processes compare signatures with
   * it, and the world's clock may be fast, or stand still since the server has started.
   */
  readonly signsWithMachineTime?: boolean;
  /** The seed of the sandbox when none is given. Default: a random one. */
  readonly defaultSeed?: number;
  /** Real milliseconds that a clock which a test moves waits for a handler. Default: however long it takes. */
  readonly patience?: number;
  /**
   * Real milliseconds in which nothing moves until a long poll on a manual clock is refused; undefined for never, where a
   * person may move the clock. Default 2 s.
   */
  readonly pollPatience?: number | undefined;
}

/** A sandbox in this process. */
export class LocalSandbox implements Sandbox {
  readonly baseUrl: string;
  readonly filesUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly #defaults: WorldOptions;
  readonly #setup: SandboxSetup;
  /** The seed that those of the worlds follow from. */
  readonly #seed: number;
  readonly #worlds = new Map<string, LocalWorld>();
  readonly #keys: CustomKeys;
  readonly #scope = createWorldScope();
  #default: Promise<LocalWorld> | undefined;
  #defaultTag: string | undefined;
  #created = 0;
  #captures: Captures | undefined;
  #ended: LocalWorld[] = [];
  /** Called with each world that begins. */
  onWorld: ((world: LocalWorld) => void) | undefined;
  /** Sends webhooks to servers. A host that intercepts `fetch` replaces it. */
  httpFetch: HttpFetch;

  constructor(options: SandboxOptions, setup: SandboxSetup = {}) {
    requireSandboxOptions(options);
    const { baseUrl = API_URL, filesUrl = FILES_URL, httpFetch, ...defaults } = options;
    this.baseUrl = withoutSlash(baseUrl);
    this.filesUrl = withoutSlash(filesUrl);
    this.httpFetch = httpFetch ?? sendToServer;
    this.#defaults = defaults;
    this.#setup = setup;
    this.#seed = defaults.seed ?? setup.defaultSeed ?? randomSeed();
    this.#keys = new CustomKeys(defaults.apiKey);
    this.fetch = asFetch((request) => this.answer(this.requireServed(request)));
  }

  /** All worlds that have begun and not ended. */
  get worlds(): readonly LocalWorld[] {
    return [...this.#worlds.values()];
  }

  /** The last worlds that have ended, while a window shows them. */
  get endedWorlds(): readonly LocalWorld[] {
    return this.#ended;
  }

  /** Changes whenever a world begins or ends. */
  get worldChanges(): number {
    return this.#created * 2 - this.#worlds.size;
  }

  /** The tag of the default world, or undefined before there is one. */
  get defaultTag(): string | undefined {
    return this.#defaultTag;
  }

  /** Keeps from now on what a window shows: the messages of requests and deliveries, and worlds that have ended. */
  observe(): void {
    this.#captures ??= new Captures();
  }

  /** True when the URL belongs to the API or to its download host. */
  serves(url: string): boolean {
    return isUnder(url, this.baseUrl) || isUnder(url, this.filesUrl);
  }

  /**
   * Returns the request, or throws when it goes to another host, which does not exist for the sandbox's `fetch`.
   *
   * @throws TypeError as `fetch` does.
   */
  requireServed(request: EngineRequest): EngineRequest {
    if (this.serves(request.url)) return request;
    const cause = new Error(
      `${request.url} belongs neither to ${this.baseUrl} nor to ${this.filesUrl}, which this sandbox serves`,
    );
    throw new TypeError('fetch failed', { cause });
  }

  world(options: WorldOptions = {}): Promise<LocalWorld> {
    const created = this.#create(options);
    this.#default ??= this.#noteTag(created);
    return created;
  }

  defaultWorld(): Promise<LocalWorld> {
    return this.#openDefault();
  }

  /** Answers a request in the world that it selects. */
  answer(request: EngineRequest): Promise<Exchange> {
    const world = this.#find(request);
    if (world !== undefined) return world.answer(request);
    return this.#openDefault().then((found) => found.answer(request));
  }

  /** Returns the world with the tag, or undefined when it has ended. */
  worldByTag(tag: string): LocalWorld | undefined {
    return this.#worlds.get(tag);
  }

  reset(): void {
    for (const world of this.#worlds.values()) world.reset();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#default;
    for (const world of this.worlds) await world[Symbol.asyncDispose]();
  }

  #openDefault(): Promise<LocalWorld> {
    this.#default ??= this.#noteTag(this.#create({}));
    return this.#default;
  }

  /** Notes the tag of the default world as soon as it has begun. Returns the same promise: its caller handles it. */
  #noteTag(begun: Promise<LocalWorld>): Promise<LocalWorld> {
    begun.then(
      ({ tag }) => {
        this.#defaultTag = tag;
      },
      () => {},
    );
    return begun;
  }

  async #create(options: WorldOptions): Promise<LocalWorld> {
    requireWorldOptions(options);
    this.#created += 1;
    const tag = worldTag(this.#created);
    const given = defined(options);
    const apiKey = this.#keys.claim(given.apiKey, tag);
    const merged = { ...this.#defaults, ...given, apiKey };
    const signsWithMachineTime =
      this.#setup.signsWithMachineTime === true && merged.now === undefined;
    const opened = openWorld(merged, {
      tag,
      seed: this.#seedOf(given.seed, this.#created),
      repeatsIds: merged.seed !== undefined,
      baseUrl: this.baseUrl,
      requireServed: (request) => this.requireServed(request),
      filesUrl: `${this.filesUrl}/${tag}`,
      extraKeys: this.#keys.keysOf(apiKey),
      httpFetch: () => this.httpFetch,
      signatureTime: signsWithMachineTime ? () => Date.now() : undefined,
      patience: this.#setup.patience,
      pollPatience: 'pollPatience' in this.#setup ? this.#setup.pollPatience : POLL_PATIENCE_MS,
      run: (target, callback) => this.#scope.run(target, callback),
      captures: () => this.#captures,
      onDispose: (ended) => this.#forget(ended),
    });
    try {
      const world = await opened;
      this.#worlds.set(tag, world);
      this.onWorld?.(world);
      return world;
    } catch (error) {
      this.#keys.release(tag);
      throw error;
    }
  }

  /** The first world has the sandbox's seed itself, so that `serve --seed` gives the same keys as `world({ seed })`. */
  #seedOf(given: number | undefined, number: number): number {
    if (given !== undefined) return given;
    return number === 1 ? this.#seed : deriveSeed(this.#seed, number);
  }

  #find({ url, headers }: EngineRequest): LocalWorld | undefined {
    const scoped = this.#scope.current();
    const running = scoped === undefined ? undefined : this.#worlds.get(scoped);
    if (running !== undefined) return running;
    if (isUnder(url, this.filesUrl)) {
      const [tag = ''] = url.slice(this.filesUrl.length + 1).split('/');
      const world = this.#worlds.get(tag);
      if (world !== undefined) return world;
    }
    const authorization = headers.get('authorization');
    if (authorization === null) return undefined;
    return this.#worlds.get(this.#keys.worldOf(authorization) ?? tagOfKey(authorization));
  }

  #forget(tag: string): void {
    const world = this.#worlds.get(tag);
    if (world !== undefined && this.#captures !== undefined) {
      this.#ended = [...this.#ended, world].slice(-ENDED_WORLDS);
    }
    this.#worlds.delete(tag);
    this.#keys.release(tag);
    void this.#default?.then((world) => {
      if (world.tag === tag) this.#default = undefined;
    });
  }
}

function defined(options: WorldOptions): WorldOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function isUnder(url: string, base: string): boolean {
  return (
    url.startsWith(base) && (url.length === base.length || '/?#'.includes(url[base.length] ?? ''))
  );
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
