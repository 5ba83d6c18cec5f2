import type { RefusalReason } from './connection-limiter.ts';

/** The part of the server's log that is used here. */
interface InfoLog {
  info(event: string, fields: Readonly<Record<string, unknown>>): void;
}

const INTERVAL_MS = 10_000;

/** Logs refused connections, one line for all of a reason's within ten seconds: a flood must not flood the log. */
export class RefusalLog {
  readonly #log: InfoLog;
  readonly #now: () => number;
  readonly #reasons = new Map<RefusalReason, { count: number; loggedAt: number }>();

  /** @param now Monotonic milliseconds. Default: the process's. */
  constructor(log: InfoLog, now = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  note(reason: RefusalReason): void {
    const seen = this.#reasons.get(reason) ?? { count: 0, loggedAt: Number.NEGATIVE_INFINITY };
    this.#reasons.set(reason, seen);
    seen.count += 1;
    const now = this.#now();
    if (now < seen.loggedAt + INTERVAL_MS) return;
    this.#log.info('connections_refused', { reason, count: seen.count });
    seen.count = 0;
    seen.loggedAt = now;
  }
}
