import type { LogEntry } from '../world/log-entry.ts';
import type { RoutePattern } from '../world/routes.ts';
import type { MatchResult } from './judge.ts';
import {
  type DeliveredOptions,
  matchDelivered,
  matchReceived,
  type ReceivedOptions,
} from './match-log.ts';

/** The matchers that `installSandbox` and `createWorldTest` add to Vitest's `expect`. */
export interface SandboxMatchers<R = unknown> {
  /**
   * Asserts that the world received requests of a route.
   *
   * @example
   * ```ts
   * expect(world).toHaveReceived('POST /v1/jobs', { times: 1, status: 201 });
   * ```
   */
  toHaveReceived(route: RoutePattern, options?: ReceivedOptions): R;
  /**
   * Asserts that webhooks of an event type were delivered.
   *
   * @example
   * ```ts
   * expect(world.webhooks).toHaveDelivered('job.completed', { status: 200 });
   * ```
   */
  toHaveDelivered(type: string, options?: DeliveredOptions): R;
}

/**
 * Matchers for `expect.extend`. For a world behind a server, await them.
 *
 * @example
 * ```ts
 * expect.extend(sandboxMatchers);
 * ```
 */
export const sandboxMatchers = {
  toHaveReceived(received: unknown, route: string, options: ReceivedOptions = {}) {
    const log = readFrom(received, 'log', 'toHaveReceived', 'a world');
    return judgeLog(log, (entries) => matchReceived(entries, route, options));
  },
  toHaveDelivered(received: unknown, type: string, options: DeliveredOptions = {}) {
    const source = (received as { webhooks?: unknown }).webhooks ?? received;
    const log = readFrom(source, 'deliveries', 'toHaveDelivered', 'a world or its webhooks');
    return judgeLog(log, (entries) => matchDelivered(entries, type, options));
  },
};

type Entries = readonly LogEntry[];

function readFrom(
  source: unknown,
  method: string,
  matcher: string,
  wanted: string,
): Entries | Promise<Entries> {
  const read = (source as Record<string, unknown> | null | undefined)?.[method];
  if (typeof read === 'function') return read.call(source) as Entries | Promise<Entries>;
  throw new TypeError(`Invalid value for ${matcher}: pass ${wanted} of a sandbox to expect()`);
}

function judgeLog(
  log: Entries | Promise<Entries>,
  judge: (entries: Entries) => MatchResult,
): MatchResult | Promise<MatchResult> {
  return log instanceof Promise ? log.then(judge) : judge(log);
}
