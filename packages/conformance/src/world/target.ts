import type { OperationId } from '@firsthandapi/spec';

/** Initial state of a world. */
export interface WorldOptions {
  /** Determines ids and secrets. Default: 1. */
  readonly seed?: number | undefined;
  /** `free` and `standard` have the contract's rate limits; `enterprise` (default) has limits that no scenario reaches. */
  readonly tier?: 'free' | 'standard' | 'enterprise' | undefined;
  /** Credits of the account, in US cents. Default: 1,000,000. */
  readonly credits_cents?: number | undefined;
}

/** Start of every world's clock, in milliseconds since the Unix epoch. */
export const WORLD_START = Date.UTC(2026, 0, 1);
/** Default credits of an account, in US cents. */
export const DEFAULT_CREDITS_CENTS = 1_000_000;

/** Statuses that require a failure behind the service. */
export type FailureStatus = 500 | 502 | 503 | 504;

/** Responds to a webhook delivery. */
export type DeliveryHandler = (request: Request) => Promise<Response>;

/**
 * One account on one host, with a clock that moves only on request. Scenarios know nothing else about where they run;
 * everything else goes through the API.
 */
export interface World extends AsyncDisposable {
  /** A test key and a live key of one organization, each with all scopes. */
  readonly testKey: string;
  readonly liveKey: string;
  /** Base URL of the API, without a trailing slash. */
  readonly baseUrl: string;
  /** Sends requests to this host. */
  readonly fetch: typeof globalThis.fetch;
  /** Returns the time on the world's clock, in milliseconds since the Unix epoch. */
  now(): Promise<number>;
  /** Moves the clock, performs everything that falls due on the way, and waits for its deliveries. */
  advance(milliseconds: number): Promise<void>;
  /** Makes the next request of the operation fail with `status`. */
  failNext(operationId: OperationId, status: FailureStatus): Promise<void>;
  /** Routes deliveries to `handler` and returns the URL to register as an endpoint. */
  receive(handler: DeliveryHandler): Promise<string>;
  /** Returns the last sign-in code that was mailed to the address. */
  codeOf(email: string): Promise<string>;
  /** Returns the log with secrets masked. The same seed and calls produce the same text. */
  log?(): Promise<string>;
}

/** A host of the service. To add one, add a file to `targets/`. */
export interface Target {
  readonly name: string;
  /** Whether its worlds keep a log, which must then equal the log of the in-process sandbox. */
  readonly keepsLog: boolean;
  world(options?: WorldOptions): Promise<World>;
  /** Called once, before the first scenario. */
  open?(): Promise<void>;
  /** Called once, after the last scenario. */
  close?(): Promise<void>;
}
