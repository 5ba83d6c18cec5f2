import type { ApiKey, CreditBalance, File, Job } from '@firsthandapi/engine/host';
import type { Fault, FaultState } from './fault.ts';
import type { LogEntry } from './log-entry.ts';
import type { SentMail } from './person.ts';
import type { RoutePattern } from './routes.ts';
import type { Result, Target } from './target.ts';
import type { WorldClock } from './world-clock.ts';
import type { WorldSnapshot } from './world-snapshot.ts';
import type { WorldWebhooks } from './world-webhooks.ts';
import type { WorldWorker } from './world-worker.ts';

/**
 * FirstHandAPI for one test: an account with its keys, its state, its clock and its webhooks. Worlds share nothing, so
 * tests can run concurrently.
 *
 * @example
 * ```ts
 * await using world = await sandbox.world({ clock: 'auto' });
 * const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
 * ```
 */
export interface World<At extends Target = 'local'> {
  /** A test key with all scopes. It also selects this world for requests in process, through MSW and over HTTP. */
  readonly apiKey: string;
  /** A live key with all scopes. Its jobs hold and charge the world's credits. */
  readonly liveKey: string;
  /** The base URL for a client. */
  readonly baseUrl: string;
  /** The API as a `fetch`. A client that uses it needs neither network nor MSW. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: WorldClock<At>;
  readonly webhooks: WorldWebhooks<At>;
  readonly worker: WorldWorker<At>;
  readonly faults: WorldFaults<At>;
  /**
   * Makes requests of a route fail.
   *
   * @throws TypeError when the route or the fault is invalid.
   * @example
   * ```ts
   * world.fault('POST /v1/jobs', { status: 503, times: 2 });
   * ```
   */
  fault(route: RoutePattern, fault: Fault): Result<At, void>;
  /**
   * All requests and deliveries so far, in order, with secrets masked.
   *
   * @example
   * ```ts
   * for (const entry of world.log()) console.log(entry.at, entry.status);
   * ```
   */
  log(): Result<At, LogEntry[]>;
  /**
   * The world's state as plain JSON, to store and `restore` here or in another world.
   *
   * @example
   * ```ts
   * await writeFile('snapshot.json', JSON.stringify(world.snapshot()));
   * ```
   */
  snapshot(): Result<At, WorldSnapshot>;
  /**
   * Puts the world in the state of a snapshot. It keeps its keys, and the handlers given to `deliverTo`.
   *
   * @throws TypeError when the snapshot is incomplete, or has another version.
   * @example
   * ```ts
   * world.restore(JSON.parse(await readFile('snapshot.json', 'utf8')));
   * ```
   */
  restore(snapshot: WorldSnapshot): Result<At, void>;
  /**
   * Returns to the state in which the world began: at the machine's time unless `now` or `snapshot` was given, and with
   * new ids unless a `seed` was given. Requests and deliveries in progress are abandoned, and appear in no log.
   *
   * @example
   * ```ts
   * afterEach(() => world.reset());
   * ```
   */
  reset(): Result<At, void>;
  /**
   * Runs `callback`, whose requests reach this world whatever their key. In Node and in process only.
   *
   * @throws TypeError when `callback` is not a function; Error in runtimes without `AsyncLocalStorage`, and behind a
   * server.
   * @example
   * ```ts
   * await world.run(() => application.order());
   * ```
   */
  run<T>(callback: () => T): T;
  /**
   * The account's jobs of both environments, newest first.
   *
   * @example
   * ```ts
   * const [newest] = await world.jobs();
   * expect(newest).toMatchObject({ status: 'open' });
   * ```
   */
  jobs(): Promise<Job[]>;
  /**
   * The account's files, newest first; only those of one job when `jobId` is given.
   *
   * @example
   * ```ts
   * const files = await world.files(job.id);
   * expect(files).toHaveLength(2);
   * ```
   */
  files(jobId?: string): Promise<File[]>;
  /**
   * The account's API keys, newest first.
   *
   * @example
   * ```ts
   * const names = (await world.keys()).map(({ name }) => name);
   * ```
   */
  keys(): Promise<ApiKey[]>;
  /**
   * The account's credits.
   *
   * @example
   * ```ts
   * const { available_cents } = await world.credits();
   * ```
   */
  credits(): Promise<CreditBalance>;
  /**
   * The mails that the service has written to people, oldest first: sign-in codes, answers to appeals. They go nowhere else.
   *
   * @example
   * ```ts
   * const code = (await world.outbox()).at(-1)?.code;
   * ```
   */
  outbox(): Promise<SentMail[]>;
  /** Ends the world: its keys are unknown from then on. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The faults of a world. `world.fault` sets them. */
export interface WorldFaults<At extends Target = 'local'> {
  /**
   * All faults that were set, and how often each has hit.
   *
   * @example
   * ```ts
   * const hits = (await world.faults.list()).map(({ route, hits }) => [route, hits]);
   * ```
   */
  list(): Result<At, FaultState[]>;
  /**
   * Removes all faults.
   *
   * @example
   * ```ts
   * world.fault('GET /v1/jobs', { status: 503, times: Infinity });
   * // …
   * world.faults.clear();
   * ```
   */
  clear(): Result<At, void>;
  /**
   * Asserts that every fault hit at least one request.
   *
   * @throws Error naming the faults that did not.
   * @example
   * ```ts
   * afterEach(() => world.faults.assertAllHit());
   * ```
   */
  assertAllHit(): Result<At, void>;
}
