import { TimeoutError } from '@firsthandapi/engine';

export interface TimeLimit {
  readonly milliseconds: number;
  /** Ends the time early. */
  readonly signal?: AbortSignal | undefined;
  readonly message: string;
}

/** Returns the call's result, or throws a `TimeoutError` after this time. The late result of the call is ignored. */
export async function withinTimeLimit<T>(
  { milliseconds, signal, message }: TimeLimit,
  call: Promise<T>,
): Promise<T> {
  let end = () => {};
  const limit = new Promise<never>((_, reject) => {
    end = () => reject(new TimeoutError(message));
  });
  const timer = setTimeout(end, milliseconds);
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
