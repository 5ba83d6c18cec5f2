import { UnavailableError } from '../errors/port-errors.ts';
import type { TimeLimit } from '../time/time-limit.ts';

/** Until when a request is to be answered (contract §2). The host keeps the time. */
export interface RequestDeadline extends TimeLimit {
  /** True when the time is over: what is not committed by then is undone, and the response is a 503. */
  readonly aborted: boolean;
  /** Aborts when the time is over, for what is told by a signal. Hardly any request needs one, and making it is expensive. */
  readonly signal: AbortSignal;
  /** Calls `listener` when the time is over. Returns a function that prevents it. */
  onOver(listener: () => void): () => void;
  /** Stops the time while the request waits for something that its client wants to wait for. */
  suspend(): void;
  /** Restarts the time. */
  resume(): void;
}

/** The deadline of a request, where its host has set one. */
export interface WithDeadline {
  readonly deadline?: RequestDeadline | undefined;
}

/**
 * Resolves as `work` does, or throws an `UnavailableError` at the deadline. What `work` does later is ignored, its failure
 * included: it has been given the signal too, and ends by itself.
 */
export function untilDeadline<T>({ deadline }: WithDeadline, work: Promise<T>): Promise<T> {
  if (deadline === undefined) return work;
  return new Promise((resolve, reject) => {
    const expire = () => reject(tooLate());
    if (deadline.aborted) expire();
    const forget = deadline.onOver(expire);
    work.then(
      (value) => {
        forget();
        resolve(value);
      },
      (error: unknown) => {
        forget();
        reject(error);
      },
    );
  });
}

/** Throws an `UnavailableError` when the deadline has passed. */
export function requireTime(limit: TimeLimit): void {
  if (limit.aborted) throw tooLate();
}

/** The failure of what has no time left. */
export function tooLate(): UnavailableError {
  return new UnavailableError('The request could not be answered in time');
}
