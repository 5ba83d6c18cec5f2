import { ServerError } from './server.ts';

/** What following the sandbox needs from its page. */
export interface Follower<State> {
  /** Requests the state; with `revision`, the response waits until something has changed. */
  read(
    revision: string | null,
    signal: AbortSignal,
  ): Promise<State & { readonly revision: string }>;
  onState(state: State, isFirst: boolean): void;
  onLost(): void;
  onRefused(): void;
  /** Resolves after milliseconds, or when there is reason to try at once. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Bounds what a busy sandbox costs: a page draws no more often than this. */
const BETWEEN_STATES_MS = 100;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;

/**
 * Follows the sandbox until `signal` aborts: one request at a time, which waits at the server until something changes.
 * After a failure it tries again, less and less often, and starts over.
 */
export async function follow<State>(follower: Follower<State>, signal: AbortSignal): Promise<void> {
  let revision: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const state = await follower.read(revision, signal);
      if (signal.aborted) return;
      follower.onState(state, revision === null);
      revision = state.revision;
      failures = 0;
      await follower.pause(BETWEEN_STATES_MS, signal);
    } catch (error) {
      if (signal.aborted) return;
      revision = null;
      failures += 1;
      if (error instanceof ServerError && error.status === 401) follower.onRefused();
      else follower.onLost();
      await follower.pause(retryDelay(failures), signal);
    }
  }
}

/** Milliseconds until the n-th attempt to connect again. */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}
