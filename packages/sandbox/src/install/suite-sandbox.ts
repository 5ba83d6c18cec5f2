import type { HttpHandler } from 'msw';
import { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';
import type { OpenOptions, SandboxWindow } from '../world/sandbox-window.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { type InstallOptions, requireInstallOptions } from './install-options.ts';
import type { InstalledSandbox } from './installed-sandbox.ts';
import { loadNetwork, type NetworkModule } from './load-network.ts';
import type { SandboxNetwork } from './network.ts';
import type { NetworkRules } from './network-rules.ts';

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
    requireInstallOptions(given);
    const { unhandled = 'error', allowedHosts = [], ...options } = given;
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
