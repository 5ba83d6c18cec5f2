/** Below the shortest timeout of a test, so that this error is what a test that hangs reports. */
const BOUND_MS = 50_000;

/** Resolves like a promise, or rejects with what was awaited when that takes longer than any machine needs. */
export async function withinBound<T>(awaited: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Waited ${BOUND_MS / 1_000} s in vain: ${awaited}`)),
      BOUND_MS,
    );
  });
  try {
    return await Promise.race([promise, bound]);
  } finally {
    clearTimeout(timer);
  }
}
