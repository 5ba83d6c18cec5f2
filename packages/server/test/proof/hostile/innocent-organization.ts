import { monitorEventLoopDelay } from 'node:perf_hooks';
import { JOB } from '../../support/test-server.ts';
import { KeepAliveCaller } from './keep-alive-caller.ts';

const PAUSE_MS = 100;

/** How long the requests of a well-behaved organization took, in milliseconds. */
export interface RequestTimes {
  readonly requests: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** The 99th percentile by operation. */
  readonly p99ByOperation: Readonly<Record<string, number>>;
  /** How late the clock of these measurements was itself, at its 99th percentile. */
  readonly eventLoopDelayP99Ms: number;
}

/** Behaves like most organizations until `isOver`. */
export async function behaveWell(
  url: string,
  key: string,
  isOver: () => boolean,
): Promise<RequestTimes> {
  const caller = new KeepAliveCaller(url);
  const times: Record<string, number[]> = {};
  let failed = 0;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const send = async (operation: string, method: string, path: string, body?: unknown) => {
    const begunAt = performance.now();
    const answer = await caller.call(method, path, { key, ...(body !== undefined && { body }) });
    times[operation] ??= [];
    times[operation].push(Math.round(performance.now() - begunAt));
    if (answer.status >= 400) failed += 1;
    return answer;
  };
  while (!isOver()) {
    const { body } = await send('createJob', 'POST', '/v1/jobs', JOB);
    if (typeof body?.id === 'string') await send('getJob', 'GET', `/v1/jobs/${body.id}`);
    await send('listJobs', 'GET', '/v1/jobs');
    await send('listWebhookEvents', 'GET', '/v1/webhook_events');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  caller.close();
  const all = Object.values(times).flat();
  return {
    requests: all.length,
    failed,
    p50: rank(all, 0.5),
    p99: rank(all, 0.99),
    longest: rank(all, 1),
    p99ByOperation: Object.fromEntries(
      Object.entries(times).map(([operation, each]) => [operation, rank(each, 0.99)]),
    ),
    eventLoopDelayP99Ms: Math.round(delay.percentile(99) / 1e6),
  };
}

/** Nearest rank. */
function rank(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
