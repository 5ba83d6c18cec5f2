import { TimeoutError } from '@firsthandapi/engine';

/** Returns the call's result, or throws a `TimeoutError` after this time. The late result of the call is ignored. */
export async function withinTimeLimit<T>(
  milliseconds: number,
  message: string,
  call: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(message)), milliseconds);
  });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
  }
}
