import type { EngineRequest } from '@firsthandapi/engine';
import type { Exchange } from './http/exchange.ts';
import { fetchRequest } from './http/fetch-request.ts';
import { settleAsFetch } from './http/settle-as-fetch.ts';
import type { HttpFetch } from './webhooks/target.ts';
import { LocalWorld } from './world/local-world.ts';
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
  readonly #keys = new Map<string, LocalWorld>();
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
    this.fetch = async (input, init) => {
      const request = fetchRequest(input, init);
      return settleAsFetch(this.answer(request), request.signal);
    };
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
  async answer(request: EngineRequest): Promise<Exchange> {
    const world = this.#find(request) ?? (await this.defaultWorld());
    return world.answer(request);
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
    const merged = { ...this.#defaults, ...defined(options) };
    const extraKeys = [...new Set([this.#defaults.apiKey, options.apiKey])].filter(
      (key) => key !== undefined,
    );
    for (const key of extraKeys) environmentOfKey(key, 'apiKey');
    const world = await LocalWorld.create(merged, {
      tag,
      baseUrl: this.baseUrl,
      filesUrl: `${this.filesUrl}/${tag}`,
      extraKeys,
      httpFetch: () => this.httpFetch,
      run: (target, callback) => this.#scope.run(target, callback),
      onDispose: (ended) => this.#forget(ended),
    });
    this.#worlds.set(tag, world);
    // A key that several worlds know leads to the first of them, and `run` to any.
    for (const key of extraKeys) if (!this.#keys.has(key)) this.#keys.set(key, world);
    return world;
  }

  #find(request: EngineRequest): LocalWorld | undefined {
    const chosen = this.#scope.current();
    if (chosen !== undefined) return chosen;
    const { url } = request;
    if (isUnder(url, this.filesUrl)) {
      const [tag = ''] = url.slice(this.filesUrl.length + 1).split('/');
      const world = this.#worlds.get(tag);
      if (world !== undefined) return world;
    }
    const key = bearerKey(request.headers.get('authorization'));
    if (key === undefined) return undefined;
    return this.#keys.get(key) ?? this.#worlds.get(tagOfKey(key) ?? '');
  }

  #forget(ended: LocalWorld): void {
    this.#worlds.delete(ended.tag);
    for (const [key, world] of this.#keys) if (world === ended) this.#keys.delete(key);
    void this.#default?.then((world) => {
      if (world === ended) this.#default = undefined;
    });
  }
}

function defined(options: WorldOptions): WorldOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function isUnder(url: string, base: string): boolean {
  return url.startsWith(base) && (url.length === base.length || '/?#'.includes(url[base.length] ?? ''));
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
