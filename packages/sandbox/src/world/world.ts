import type { ApiKey, CreditBalance, File, Job } from '@firsthandapi/engine/simulation';
import type { Fault, FaultState } from './fault.ts';
import type { LogEntry } from './log-entry.ts';
import type { RoutePattern } from './routes.ts';
import type { Result, Target } from './target.ts';
import type { WorldClock } from './world-clock.ts';
import type { WorldSnapshot } from './world-snapshot.ts';
import type { WorldWebhooks } from './world-webhooks.ts';
import type { WorldWorker } from './world-worker.ts';

/**
 * FirstHandAPI for one test: an account with its keys, its state, its clock and its webhooks. Nothing is shared with
 * other worlds, so that tests run at the same time.
 */
export interface World<At extends Target = 'local'> {
  /** A test key with all scopes. It also leads requests to this world, in process, through MSW and over HTTP. */
  readonly apiKey: string;
  /** A live key with all scopes: its jobs hold and charge the world's credits. */
  readonly liveKey: string;
  /** Where the API is: what to give a client as its base URL. */
  readonly baseUrl: string;
  /** The API as a `fetch`: give it to a client to go without network and without MSW. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: WorldClock<At>;
  readonly webhooks: WorldWebhooks<At>;
  readonly worker: WorldWorker<At>;
  readonly faults: WorldFaults<At>;
  /**
   * Makes requests of a route fail: `world.fault('POST /v1/jobs', { status: 503, times: 2 })`.
   *
   * @throws TypeError when the route or the fault makes no sense.
   */
  fault(route: RoutePattern, fault: Fault): Result<At, void>;
  /** Every request and delivery so far, in order, with secrets masked. */
  log(): Result<At, LogEntry[]>;
  /** The world's state as plain JSON: keep it, commit it, `restore` it here or in another world. */
  snapshot(): Result<At, WorldSnapshot>;
  /**
   * Puts the world in the state of a snapshot. Its keys stay as they are; so do handlers given to `deliverTo`.
   *
   * @throws Error when the snapshot has another version.
   */
  restore(snapshot: WorldSnapshot): Result<At, void>;
  /** Back to how the world began. Requests and deliveries under way are let go. */
  reset(): Result<At, void>;
  /** Runs `callback` so that requests in it reach this world whatever their key. In Node, and in process, only. */
  run<T>(callback: () => T): T;
  /** The account's jobs of both environments, newest first. */
  jobs(): Promise<Job[]>;
  /** The account's files, newest first; of one job when given. */
  files(jobId?: string): Promise<File[]>;
  /** The account's API keys, newest first. */
  keys(): Promise<ApiKey[]>;
  /** The account's credits. */
  credits(): Promise<CreditBalance>;
  /** Ends the world: its keys are unknown from then on. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The faults of a world. Set them with `world.fault`. */
export interface WorldFaults<At extends Target = 'local'> {
  /** All faults that were set, with how often each has hit. */
  list(): Result<At, FaultState[]>;
  /** Forgets all faults. */
  clear(): Result<At, void>;
  /**
   * Makes sure that each fault hit something.
   *
   * @throws Error naming every fault that did not.
   */
  assertAllHit(): Result<At, void>;
}
