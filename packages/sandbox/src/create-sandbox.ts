import type { EngineRequest } from '@firsthandapi/engine';
import type { Exchange } from './http/exchange.ts';
import { asFetch } from './http/settle-as-fetch.ts';
import type { HttpFetch } from './webhooks/target.ts';
import type { LocalWorld } from './world/local-world.ts';
import { openWorld } from './world/open-world.ts';
import type { World } from './world/world.ts';
import type { WorldOptions } from './world/world-options.ts';
import { createWorldScope } from './world/world-scope.ts';
import { bearerKey, environmentOfKey, tagOfKey, worldTag } from './world/world-tag.ts';

const API_URL = 'https://api.firsthandapi.com';
const FILES_URL = 'https://files.firsthandapi.com';

/** A sandbox, and what its worlds are like unless they say otherwise. */
export interface SandboxOptions extends WorldOptions {
  /** Where clients find the API. Default `https://api.firsthandapi.com`. */
  readonly baseUrl?: string | undefined;
  /** Base of download links. Default `https://files.firsthandapi.com`. */
  readonly filesUrl?: string | undefined;
  /** Carries webhooks to servers. Default: the `fetch` of the machine. */
  readonly httpFetch?: HttpFetch | undefined;
}

/** FirstHandAPI for a test suite: as many worlds as there are tests, told apart by their API keys. */
export interface Sandbox {
  /** Where clients find the API. */
  readonly baseUrl: string;
  /** Base of download links. */
  readonly filesUrl: string;
  /**
   * Answers as the API does, in the world whose key the request carries. Requests without a world's key reach the
   * default world: a signup, or the API's own 401.
   */
  readonly fetch: typeof globalThis.fetch;
  /** Begins a world. Options not given are the sandbox's. */
  world(options?: WorldOptions): Promise<World>;
  /** The world of requests that no key leads elsewhere: the first one begun. It begins by itself when needed. */
  defaultWorld(): Promise<World>;
  /** Resets every world. */
  reset(): void;
  /** Ends every world. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a sandbox: the whole API in memory, on clocks that you control.
 *
 * @throws TypeError when an option makes no sense; the message names it.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return new LocalSandbox(options);
}

/** A sandbox in this process. */
export class LocalSandbox implements Sandbox {
  readonly baseUrl: string;
  readonly filesUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly #defaults: WorldOptions;
  readonly #worlds = new Map<string, LocalWorld>();
  /** Tags of the worlds that keys of the caller's own lead to. */
  readonly #keys = new Map<string, string>();
  readonly #scope = createWorldScope<LocalWorld>();
  #default: Promise<LocalWorld> | undefined;
  #created = 0;
  /** Carries webhooks to servers. A host that intercepts `fetch` puts its own here. */
  httpFetch: HttpFetch;

  constructor(options: SandboxOptions) {
    const { baseUrl = API_URL, filesUrl = FILES_URL, httpFetch, ...defaults } = options;
    this.baseUrl = withoutSlash(baseUrl);
    this.filesUrl = withoutSlash(filesUrl);
    this.httpFetch = httpFetch ?? ((request) => globalThis.fetch(request));
    this.#defaults = defaults;
    if (defaults.apiKey !== undefined) environmentOfKey(defaults.apiKey, 'apiKey');
    this.fetch = asFetch((request) => this.answer(request));
  }

  /** All worlds that have begun and not ended. */
  get worlds(): readonly LocalWorld[] {
    return [...this.#worlds.values()];
  }

  /** Whether the URL is one of the API's or of its download host's. */
  serves(url: string): boolean {
    return isUnder(url, this.baseUrl) || isUnder(url, this.filesUrl);
  }

  world(options: WorldOptions = {}): Promise<LocalWorld> {
    const created = this.#create(options);
    this.#default ??= created;
    return created;
  }

  defaultWorld(): Promise<LocalWorld> {
    this.#default ??= this.#create({});
    return this.#default;
  }

  /** Answers a request in its world. */
  answer(request: EngineRequest): Promise<Exchange> {
    const world = this.#find(request);
    if (world !== undefined) return world.answer(request);
    return this.defaultWorld().then((found) => found.answer(request));
  }

  /** The world with this tag, if it has not ended. */
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

  async #create(options: WorldOptions): Promise<LocalWorld> {
    this.#created += 1;
    const tag = worldTag(this.#created);
    const given = defined(options);
    const ownKey = this.#claimKey(given.apiKey, tag);
    const { apiKey: _, ...defaults } = this.#defaults;
    const merged = { ...defaults, ...given, apiKey: ownKey };
    const extraKeys = [...new Set([this.#defaults.apiKey, ownKey])].filter(
      (key) => key !== undefined,
    );
    const opened = openWorld(merged, {
      tag,
      baseUrl: this.baseUrl,
      filesUrl: `${this.filesUrl}/${tag}`,
      extraKeys,
      httpFetch: () => this.httpFetch,
      run: (target, callback) => this.#scope.run(target, callback),
      onDispose: (ended) => this.#forget(ended),
    });
    try {
      const world = await opened;
      this.#worlds.set(tag, world);
      return world;
    } catch (error) {
      this.#releaseKeys(tag);
      throw error;
    }
  }

  /**
   * The key of the caller's own that leads to a new world: the one asked for, else the sandbox's where no world has it
   * yet. Every world takes the sandbox's key from code that runs in it.
   */
  #claimKey(asked: string | undefined, tag: string): string | undefined {
    const key = asked ?? this.#defaults.apiKey;
    if (key === undefined) return undefined;
    environmentOfKey(key, 'apiKey');
    if (!this.#keys.has(key)) {
      this.#keys.set(key, tag);
      return key;
    }
    if (asked === undefined) return undefined;
    throw new TypeError('apiKey: another world of this sandbox has it; give each world its own');
  }

  #find({ url, headers }: EngineRequest): LocalWorld | undefined {
    const chosen = this.#scope.current();
    if (chosen !== undefined) return chosen;
    if (isUnder(url, this.filesUrl)) {
      const [tag = ''] = url.slice(this.filesUrl.length + 1).split('/');
      const world = this.#worlds.get(tag);
      if (world !== undefined) return world;
    }
    const authorization = headers.get('authorization');
    if (authorization === null) return undefined;
    const owner =
      this.#keys.size === 0 ? undefined : this.#keys.get(bearerKey(authorization) ?? '');
    return this.#worlds.get(owner ?? tagOfKey(authorization));
  }

  #releaseKeys(tag: string): void {
    for (const [key, owner] of this.#keys) if (owner === tag) this.#keys.delete(key);
  }

  #forget(ended: LocalWorld): void {
    this.#worlds.delete(ended.tag);
    this.#releaseKeys(ended.tag);
    void this.#default?.then((world) => {
      if (world === ended) this.#default = undefined;
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
