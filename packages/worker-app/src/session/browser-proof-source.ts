import type { Challenge, Solution } from 'altcha-lib';
import type { ProofSource } from './proof-of-work.ts';

const ADDRESS = '/worker/challenge';
const TIMEOUT_MS = 20_000;
/** A slow phone takes seconds; one that takes longer than this has a problem that waiting does not solve. */
const SOLVE_MS = 60_000;

/** Challenges of this origin, solved in a thread that ends with them. */
export const browserProofSource: ProofSource = {
  async challenge() {
    const response = await fetch(ADDRESS, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.status === 200 ? ((await response.json()) as Challenge) : undefined;
  },
  solve(challenge) {
    const thread = new Worker(new URL('./solve-worker.ts', import.meta.url), { type: 'module' });
    return new Promise<Solution | undefined>((resolve) => {
      const end = (solution: Solution | null) => {
        clearTimeout(timer);
        thread.terminate();
        resolve(solution ?? undefined);
      };
      const timer = setTimeout(() => end(null), SOLVE_MS);
      thread.onmessage = ({ data }: MessageEvent<Solution | null>) => end(data);
      thread.onerror = () => end(null);
      thread.postMessage(challenge);
    });
  },
  now: Date.now,
};
