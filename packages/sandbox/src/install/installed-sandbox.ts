import type { HttpHandler } from 'msw';
import { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';
import { type OptionNames, requireChoice, requireKnown, show } from '../values/check-options.ts';
import { SANDBOX_OPTIONS } from '../world/check-world-options.ts';
import type { SandboxOptions } from '../world/sandbox.ts';
import type { OpenOptions, SandboxWindow } from '../world/sandbox-window.ts';
import type { World } from '../world/world.ts';
import type { WorldOptions } from '../world/world-options.ts';
import type { MswSandbox } from './handlers.ts';
import { loadNetwork, type NetworkModule } from './load-network.ts';
import type { NetworkRules, SandboxNetwork, UnhandledRequests } from './network.ts';

/** Options of a sandbox for a suite. */
export interface InstallOptions extends SandboxOptions {
  /**
   * What happens to requests to other hosts than the API's and this machine: `error` fails them, so that no request
   * leaves the process by accident. Default `error`.
   */
  readonly unhandled?: UnhandledRequests | undefined;
  /** Names of hosts whose requests always pass, such as `['db.internal']`. This machine's always do. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** A sandbox that answers the process's requests. */
export interface InstalledSandbox extends MswSandbox {
  /**
   * The default world, which serves an application with one fixed key. It is reset after every test, or after the last
   * of tests that overlap.
   *
   * @throws Error when the sandbox is not listening: before the suite's first test, and after its last.
   * @example
   * ```ts
   * expect(sandbox.current).toHaveReceived('POST /v1/jobs', { times: 1 });
   * ```
   */
  readonly current: World;
  /**
   * Opens the sandbox's window: its worlds, requests, webhooks, jobs, clock and faults, in a browser. It listens on this
   * machine only and prints its address. It closes with the suite.
   *
   * @returns The address, until `close()`.
   * @throws TypeError when an option is invalid; Error when the port is in use.
   * @example
   * ```ts
   * const sandbox = installSandbox();
   * beforeAll(() => sandbox.open({ port: 4011, token: 'letmein' }));
   * ```
   */
  open(options?: OpenOptions): Promise<SandboxWindow>;
}

const INSTALL_OPTIONS: OptionNames<InstallOptions> = {
  ...SANDBOX_OPTIONS,
  unhandled: true,
  allowedHosts: true,
};

/** A sandbox whose worlds begin only while the process's requests reach it. */
export class SuiteSandbox extends LocalSandbox implements InstalledSandbox {
  readonly #rules: NetworkRules;
  /** Begun when the sandbox is installed, before a test fakes timers. */
  readonly #loading: Promise<NetworkModule>;
  #loaded: NetworkModule | undefined;
  #network: SandboxNetwork | undefined;
  readonly #windows = new Set<SandboxWindow>();
  #current: LocalWorld | undefined;

  constructor(given: InstallOptions) {
    requireKnown(given, INSTALL_OPTIONS, 'installSandbox options');
    const { unhandled = 'error', allowedHosts = [], ...options } = given;
    requireChoice(unhandled, ['error', 'warn', 'bypass'], 'unhandled');
    requireHosts(allowedHosts);
    super(options);
    this.#rules = { unhandled, allowedHosts };
    this.#loading = loadNetwork();
    // `start` rejects with it.
    this.#loading.catch(() => {});
  }

  get current(): LocalWorld {
    if (this.#current !== undefined) return this.#current;
    throw notListening('sandbox.current');
  }

  /** The default world, or undefined while the sandbox is not listening. */
  get currentIfAny(): LocalWorld | undefined {
    return this.#current;
  }

  handlers(): HttpHandler[] {
    if (this.#loaded === undefined) throw notListening('sandbox.handlers()');
    return this.#loaded.handlers(this);
  }

  /** Removes the handlers that a test added to MSW. */
  resetNetwork(): void {
    this.#network?.reset();
  }

  override async world(options?: WorldOptions): Promise<LocalWorld> {
    if (!this.#network?.isListening) throw notListening('sandbox.world()');
    return super.world(options);
  }

  override async defaultWorld(): Promise<LocalWorld> {
    if (!this.#network?.isListening) throw notListening('sandbox.defaultWorld()');
    return super.defaultWorld();
  }

  async open(options: OpenOptions = {}): Promise<SandboxWindow> {
    // Loaded when it is wanted: most suites never open it.
    const { openWindow } = await import('../serve/open-window.ts');
    const window = await openWindow(this, options);
    this.#windows.add(window);
    return window;
  }

  async start(): Promise<void> {
    this.#loaded = await this.#loading;
    this.#network ??= this.#loaded.createNetwork(this, this.#rules);
    this.#current = await super.defaultWorld();
    try {
      await this.#network.listen();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#network?.close();
    for (const window of this.#windows) await window.close();
    this.#windows.clear();
    this.#current = undefined;
    await this[Symbol.asyncDispose]();
  }
}

/** A world that began now would be real for the test, but the application's requests would reach the real API. */
function notListening(what: string): Error {
  return new Error(
    `Cannot use ${what}: the sandbox is not listening, and requests would reach the real API. Use it in tests and hooks. ` +
      'If this file shares its modules with others (isolate: false), the sandbox was installed for another file: ' +
      'call installSandbox in a setup file (setupFiles), which runs for every test file',
  );
}

function requireHosts(hosts: readonly string[]): void {
  const isHost = (host: unknown) => typeof host === 'string' && /^[a-z0-9.-]{1,253}$/i.test(host);
  if (Array.isArray(hosts) && hosts.every(isHost)) return;
  throw new TypeError(
    `Invalid allowedHosts: ${show(hosts)}; pass host names such as ['db.internal']`,
  );
}
