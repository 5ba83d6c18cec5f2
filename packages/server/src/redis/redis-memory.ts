import type { Instant, RateWindow } from '@firsthandapi/engine';
import type { SharedMemory } from '../storage/shared/shared-memory.ts';
import { RedisTimeoutError } from './command-deadline.ts';
import { loadRedis, type RedisClient } from './redis-client.ts';
import { RedisLink, RedisUnavailableError } from './redis-link.ts';
import { RedisRateCounts } from './redis-rate-counts.ts';
import type { RedisSettings } from './redis-settings.ts';

/** How often listeners look by themselves while no message can arrive. */
const RECHECK_MS = 1_000;
/** Every so many times, they do although messages arrive: a process may end between its commit and its message. */
const RECHECKS = 10;
const PROBE_LIFE_MS = 1_000;

export type RedisCommand = 'count' | 'publish';
export type RedisOutcome = 'ok' | 'timeout' | 'error' | 'unavailable';

export interface RedisObserver {
  /** Called for each command, and for each that could not be sent. */
  readonly onCommand?: (command: RedisCommand, outcome: RedisOutcome) => void;
  /** Called when Redis goes away and when it is back, with a text that has no address and no password. */
  readonly onChange?: (problem: string | undefined) => void;
  /** How long a command may take, in milliseconds. Default 100. */
  readonly deadlineMs?: number;
}

/** Shared memory in Redis or Valkey. */
export class RedisMemory implements SharedMemory {
  readonly #channel: string;
  readonly #observer: RedisObserver;
  readonly #commands: RedisLink;
  readonly #subscription: RedisLink;
  readonly #counts: RedisRateCounts;
  #listener: (message: string | undefined) => void = () => {};
  #recheck: NodeJS.Timeout | undefined;
  #wasReady = true;

  private constructor(
    createClient: () => RedisClient,
    { prefix }: RedisSettings,
    observer: RedisObserver,
  ) {
    this.#channel = `${prefix}:changes`;
    this.#observer = observer;
    const { deadlineMs } = observer;
    const onLost = (reason: unknown) => this.#report(problemOf(reason));
    this.#commands = new RedisLink({
      createClient,
      // A replica and a full Redis respond as well: what counts is that they take writes.
      prepare: (client) => client.set(`${prefix}:probe`, '1', { PX: PROBE_LIFE_MS }),
      onReady: () => this.#report(undefined),
      onLost,
      deadlineMs,
    });
    this.#subscription = new RedisLink({
      createClient,
      prepare: (client) => client.subscribe(this.#channel, (message) => this.#listener(message)),
      onReady: () => {
        this.#report(undefined);
        this.#listener(undefined);
      },
      onLost,
      deadlineMs,
    });
    this.#counts = new RedisRateCounts(this.#commands, prefix);
  }

  /** Resolves once it is connected or, when it cannot be reached, after a second: it then goes on trying. */
  static async open(settings: RedisSettings, observer: RedisObserver = {}): Promise<RedisMemory> {
    const memory = new RedisMemory(await loadRedis(settings), settings, observer);
    await Promise.all([memory.#commands.open(), memory.#subscription.open()]);
    memory.#startRechecks();
    return memory;
  }

  get isReady(): boolean {
    return this.#commands.isReady;
  }

  async countRequest(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]> {
    return this.#observed('count', this.#counts.count(windows, now));
  }

  async publish(message: string): Promise<void> {
    const sent = this.#commands.run((client) => client.publish(this.#channel, message));
    await this.#observed('publish', sent);
  }

  onMessage(listener: (message: string | undefined) => void): void {
    this.#listener = listener;
  }

  /** Returns what operators should know. A server without its Redis is slower, and does everything. */
  notes(): readonly string[] {
    return this.#isWhole
      ? []
      : ['REDIS_URL does not respond: PostgreSQL counts requests and wakes long polls'];
  }

  /** Whether both connections can be used. */
  get isUp(): boolean {
    return this.#isWhole;
  }

  close(): void {
    clearInterval(this.#recheck);
    this.#listener = () => {};
    this.#commands.close();
    this.#subscription.close();
  }

  get #isWhole(): boolean {
    return this.#commands.isReady && this.#subscription.isReady;
  }

  async #observed<T>(command: RedisCommand, reply: Promise<T>): Promise<T> {
    try {
      const value = await reply;
      this.#observer.onCommand?.(command, 'ok');
      return value;
    } catch (error) {
      this.#observer.onCommand?.(command, outcomeOf(error));
      throw error;
    }
  }

  #startRechecks(): void {
    let ticks = 0;
    this.#recheck = setInterval(() => {
      ticks += 1;
      if (!this.#subscription.isReady || ticks % RECHECKS === 0) this.#listener(undefined);
    }, RECHECK_MS).unref();
  }

  /** Reports the first loss, and the return, of an outage. */
  #report(problem: string | undefined): void {
    const isReady = problem === undefined && this.#isWhole;
    if (isReady === this.#wasReady || (problem === undefined && !isReady)) return;
    this.#wasReady = isReady;
    this.#observer.onChange?.(problem);
  }
}

function outcomeOf(error: unknown): RedisOutcome {
  if (error instanceof RedisTimeoutError) return 'timeout';
  return error instanceof RedisUnavailableError ? 'unavailable' : 'error';
}

/** Names the kind of a failure: messages may quote an address, a user or a command. */
function problemOf(reason: unknown): string {
  if (reason instanceof RedisTimeoutError) return 'REDIS_URL does not respond in time';
  const code = (reason as { readonly code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return `REDIS_URL cannot be reached: ${code}`;
  const reply = /^[A-Z]{3,20}(?= )/.exec(reason instanceof Error ? reason.message : '')?.[0];
  return reply === undefined
    ? 'REDIS_URL has disconnected'
    : `REDIS_URL refuses commands: ${reply}`;
}
