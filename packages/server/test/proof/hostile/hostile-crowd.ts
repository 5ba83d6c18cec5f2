import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Random } from '../../support/random.ts';
import { behaveBadly } from './hostile-organization.ts';
import { KeepAliveCaller } from './keep-alive-caller.ts';

export interface CrowdOptions {
  readonly url: string;
  readonly hangingUrl: string;
  readonly organizations: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface CrowdReport {
  /** Responses to hostile organizations, by operation and status. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How late the crowd's own event loop was at the 99th percentile: above that, it attacks less than it could. */
  readonly eventLoopDelayP99Ms: number;
}

/** Runs the hostile organizations on a thread of their own, so that they do not delay the clock of the well-behaved one. */
export function runCrowd(options: CrowdOptions): Promise<CrowdReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: options });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function attack(options: CrowdOptions): Promise<CrowdReport> {
  const { url, hangingUrl, organizations, seconds, seed } = options;
  const answers: Record<string, Record<string, number>> = {};
  const endsAt = performance.now() + seconds * 1_000;
  const caller = new KeepAliveCaller(url);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const scene = (index: number) => ({
    caller,
    hangingUrl,
    random: new Random(seed + index),
    isOver: () => performance.now() > endsAt,
    onAnswer(operation: string, status: number) {
      answers[operation] ??= {};
      answers[operation][status] = (answers[operation][status] ?? 0) + 1;
    },
  });
  const crowd = Array.from({ length: organizations }, (_, index) =>
    behaveBadly(scene(index), index),
  );
  await Promise.all(crowd);
  caller.close();
  return { answers, eventLoopDelayP99Ms: Math.round(delay.percentile(99) / 1e6) };
}

if (!isMainThread) parentPort?.postMessage(await attack(workerData as CrowdOptions));
