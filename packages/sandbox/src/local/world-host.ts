import type { EngineRequest } from '@firsthandapi/engine';
import type { Captures } from '../log/captures.ts';
import type { HttpFetch } from '../world/webhook-target.ts';

/** What a sandbox provides to each of its worlds. */
export interface WorldHost {
  /** Prefix of the world's secrets. It identifies the world within its sandbox. */
  readonly tag: string;
  /** Determines the ids and secrets of the world. */
  readonly seed: number;
  /** Ids repeat after a reset: the caller has given a seed. Without one, each life of the world has its own ids. */
  readonly repeatsIds: boolean;
  readonly baseUrl: string;
  /** Returns a request to one of the sandbox's hosts, and throws for others as `fetch` does. */
  readonly requireServed: (request: EngineRequest) => EngineRequest;
  /** Base of this world's download links, without a trailing slash. */
  readonly filesUrl: string;
  /** Keys that the caller chose, valid in addition to the world's own. */
  readonly extraKeys: readonly string[];
  readonly httpFetch: () => HttpFetch;
  /** Returns the time of webhook signatures. Undefined when they carry the world's time. */
  readonly signatureTime: (() => number) | undefined;
  /** Real milliseconds that a clock which a test moves waits for a handler; undefined to wait however long it takes. */
  readonly patience: number | undefined;
  /** Real milliseconds in which nothing moves until a long poll on a manual clock is refused; undefined for never. */
  readonly pollPatience: number | undefined;
  /** Runs a callback whose requests reach the world with the tag. */
  readonly run: <T>(tag: string, callback: () => T) => T;
  /** Returns where messages of requests and deliveries are kept, or undefined while no window shows them. */
  readonly captures: () => Captures | undefined;
  /** Called with the tag of a world that has ended. */
  readonly onDispose: (tag: string) => void;
}
