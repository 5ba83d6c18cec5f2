import { formatEntry } from '../log/format-entry.ts';
import type { DeliveryEntry, LogEntry, RequestEntry } from '../world/log-entry.ts';

/** What a request must have been like to count. */
export interface ReceivedOptions {
  /** Exactly so many. Default: at least one. */
  readonly times?: number;
  readonly idempotencyKey?: string;
  readonly status?: number;
}

/** What a delivery must have been like to count. */
export interface DeliveredOptions {
  /** Exactly so many. Default: at least one. */
  readonly times?: number;
  /** What the handler answered. Default: any 2xx. */
  readonly status?: number;
}

/** What a matcher says. */
export interface MatchResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Whether the log has the requests. */
export function matchReceived(
  log: readonly LogEntry[],
  route: string,
  { times, idempotencyKey, status }: ReceivedOptions,
): MatchResult {
  const requests = log.filter((entry): entry is RequestEntry => entry.kind === 'request');
  const matching = requests.filter(
    (entry) =>
      (route === '*' || entry.route === route) &&
      (idempotencyKey === undefined || entry.idempotency_key === idempotencyKey) &&
      (status === undefined || entry.status === status),
  );
  const wanted = describe(route, { idempotencyKey, status });
  return judge(matching.length, times, `request ${wanted}`, requests, droppedFrom(log));
}

/** Whether the log has the deliveries. */
export function matchDelivered(
  log: readonly LogEntry[],
  type: string,
  { times, status }: DeliveredOptions,
): MatchResult {
  const deliveries = log.filter((entry): entry is DeliveryEntry => entry.kind === 'delivery');
  const matching = deliveries.filter(
    (entry) => entry.event_type === type && hasStatus(entry.status, status),
  );
  const wanted = describe(type, { status: status ?? '2xx' });
  return judge(matching.length, times, `delivery ${wanted}`, deliveries);
}

function hasStatus(given: number | null, wanted: number | undefined): boolean {
  if (wanted !== undefined) return given === wanted;
  return given !== null && given >= 200 && given < 300;
}

/** Entries that a log no longer has: it counts them from 1. */
function droppedFrom([first]: readonly LogEntry[]): number {
  return first === undefined ? 0 : first.sequence - 1;
}

function judge(
  found: number,
  times: number | undefined,
  wanted: string,
  entries: readonly LogEntry[],
  dropped = 0,
): MatchResult {
  const pass = times === undefined ? found > 0 : found === times;
  const amount = times === undefined ? 'at least one' : `${times}`;
  return {
    pass,
    message: () =>
      [
        `Expected ${pass ? 'not ' : ''}${amount} ${wanted}, and found ${found} among these:`,
        ...entries.map((entry) => `  ${formatEntry(entry)}`),
        ...(entries.length === 0 ? ['  (none at all)'] : []),
        ...(dropped > 0
          ? [`The log has dropped its first ${dropped} entries: raise logLimit.`]
          : []),
      ].join('\n'),
  };
}

function describe(name: string, details: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(details).filter(([, value]) => value !== undefined);
  if (given.length === 0) return name;
  return `${name} (${given.map(([key, value]) => `${key} ${String(value)}`).join(', ')})`;
}
