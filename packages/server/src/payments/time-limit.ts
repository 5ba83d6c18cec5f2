import { TimeoutError } from '@firsthandapi/engine';

/** The call's result, or a `TimeoutError` once it has taken this long. The call itself goes on, and nobody hears of it. */
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
