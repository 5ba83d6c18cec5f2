import type { Finding } from '@firsthandapi/scoring';

/** What the measurements of a file say; null when this device cannot measure it. */
export type CheckFile = (file: Blob) => Promise<Finding | null>;

/** Longer than any phone needs for one file. */
const TIMEOUT_MS = 20_000;

/**
 * Returns the checks of files, which run on a thread of their own, so that the camera's picture never stands still. They
 * are the functions that the server rates with.
 */
export function createCheckFile(): CheckFile {
  let worker: Worker | undefined;
  let checks = 0;
  return (file) => {
    worker ??= new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    const thread = worker;
    checks += 1;
    const id = checks;
    return new Promise((resolve) => {
      const end = (finding: Finding | null) => {
        clearTimeout(timer);
        thread.removeEventListener('message', onMessage);
        resolve(finding);
      };
      const onMessage = ({ data }: MessageEvent<CheckReply>) => {
        if (data.id === id) end(data.finding);
      };
      // A check is advice: without it, a file can still be used.
      const timer = setTimeout(() => end(null), TIMEOUT_MS);
      thread.addEventListener('message', onMessage);
      thread.postMessage({ id, file } satisfies CheckRequest);
    });
  };
}

/** A file to measure. */
export interface CheckRequest {
  readonly id: number;
  readonly file: Blob;
}

/** What was measured. */
export interface CheckReply {
  readonly id: number;
  readonly finding: Finding | null;
}
