import type { OperationId } from '@firsthandapi/spec';

/** How a world begins. */
export interface WorldOptions {
  /** Ids and secrets follow from it. Default 1. */
  readonly seed?: number | undefined;
  /** `free` and `standard` have the contract's rate limits; `enterprise` (default) none that a story would meet. */
  readonly tier?: 'free' | 'standard' | 'enterprise' | undefined;
  /** Credits of the account, in US cents. Default 1,000,000. */
  readonly credits_cents?: number | undefined;
}

/** Every world's clock starts here. */
export const WORLD_START = Date.UTC(2026, 0, 1);
/** Credits of an account that says nothing about them, in US cents. */
export const DEFAULT_CREDITS_CENTS = 1_000_000;

/** Statuses that only a failure behind the service brings about. */
export type FailureStatus = 500 | 502 | 503 | 504;

/** Answers one delivery of a webhook. */
export type DeliveryHandler = (request: Request) => Promise<Response>;

/**
 * One account behind one host, on a clock that moves when it is told to. It is all that a story knows of where it
 * runs; what else it needs it asks of the API.
 */
export interface World extends AsyncDisposable {
  /** A test key and a live key of one organization, each with all scopes. */
  readonly testKey: string;
  readonly liveKey: string;
  /** Where the API is, without a trailing slash. */
  readonly baseUrl: string;
  /** Carries requests to this host. */
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since the Unix epoch on the world's clock. */
  now(): Promise<number>;
  /** Moves the clock, does all that falls due on the way, and waits for its deliveries. */
  advance(milliseconds: number): Promise<void>;
  /** The next request of the operation meets a failure that answers with `status`. */
  failNext(operationId: OperationId, status: FailureStatus): Promise<void>;
  /** Sends deliveries to `handler`, and gives the URL to register for them. */
  receive(handler: DeliveryHandler): Promise<string>;
  /** What happened, secrets masked: the same seed and calls give the same text. */
  log?(): Promise<string>;
}

/** A host of the service, as a story sees it. Adding one is adding a file to `targets/`. */
export interface Target {
  readonly name: string;
  /** Whether its worlds keep a log, which must then be that of the sandbox in process. */
  readonly keepsLog: boolean;
  world(options?: WorldOptions): Promise<World>;
  /** Called once, before the first story. */
  open?(): Promise<void>;
  /** Called once, after the last story. */
  close?(): Promise<void>;
}
