import { UnavailableError } from '../errors/port-errors.ts';

/** Until when a request is to be answered (contract §2). The host keeps the time. */
export interface RequestDeadline {
  /** Aborts when the time is over: what is not committed by then is undone, and the response is a 503. */
  readonly signal: AbortSignal;
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
  const { signal } = deadline;
  return new Promise((resolve, reject) => {
    const expire = () => reject(tooLate());
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', expire));
    if (signal.aborted) expire();
    else signal.addEventListener('abort', expire, { once: true });
  });
}

/** Throws an `UnavailableError` when the deadline has passed. */
export function requireTime(signal: AbortSignal): void {
  if (signal.aborted) throw tooLate();
}

function tooLate(): UnavailableError {
  return new UnavailableError('The request could not be answered in time');
}
