import type { HttpFetch } from '../world/webhook-target.ts';
import type { LocalWorld } from './local-world.ts';

/** What a sandbox gives each of its worlds. */
export interface WorldHost {
  /** The first characters of the world's secrets. */
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
