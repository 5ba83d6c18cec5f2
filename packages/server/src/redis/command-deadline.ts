/** The command had no reply in time. Whether it took effect is unknown. */
export class RedisTimeoutError extends Error {
  override readonly name = 'RedisTimeoutError';

  constructor(milliseconds: number) {
    super(`Redis has not replied within ${milliseconds} ms`);
  }
}

/** Rejects with a `RedisTimeoutError` when `reply` takes longer than `milliseconds`. */
export function replyWithin<T>(reply: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // A reply may have arrived while this process was busy: it is read before an immediate runs.
      setImmediate(() => reject(new RedisTimeoutError(milliseconds)));
    }, milliseconds);
    reply.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
