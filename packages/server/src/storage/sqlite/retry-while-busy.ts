/** How long a request waits for another process that holds the database. */
export const BUSY_LIMIT_MS = 2_000;
/** How long a heartbeat does: `/readyz` is to say what is wrong within a second. */
export const HEARTBEAT_LIMIT_MS = 500;
/** How long a start or a command does. */
export const OPENING_LIMIT_MS = 5_000;

const SQLITE_BUSY = 5;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Runs `work`, and runs it again while another process holds the database. SQLite's own busy timeout would block the
 * event loop, and with it every other request; this one only sleeps.
 *
 * @param limitMs How long to keep trying, in milliseconds.
 * @throws The error of the last attempt, once `limitMs` have passed.
 */
export async function retryWhileBusy<T>(
  work: () => T | Promise<T>,
  limitMs = BUSY_LIMIT_MS,
): Promise<T> {
  let deadline: number | undefined;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      // Hardly any work meets another process, so that the time is kept from the first that does.
      deadline ??= performance.now() + limitMs;
      if (performance.now() + pauseMs > deadline) throw error;
    }
    // Jitter, so that two waiting processes do not meet again and again.
    await pause(pauseMs * (0.5 + Math.random() / 2));
  }
}

/** Extended result codes keep the primary one in their lowest byte. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
