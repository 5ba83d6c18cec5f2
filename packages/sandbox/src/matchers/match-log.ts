import { formatEntry } from '../log/format-entry.ts';
import type { DeliveryEntry, LogEntry, RequestEntry } from '../world/log-entry.ts';

/** Which requests count. */
export interface ReceivedOptions {
  /** The exact number. Default: at least one. */
  readonly times?: number;
  readonly idempotencyKey?: string;
  readonly status?: number;
}

/** Which deliveries count. */
export interface DeliveredOptions {
  /** The exact number. Default: at least one. */
  readonly times?: number;
  /** The status of the handler's response. Default: any 2xx. */
  readonly status?: number;
}

/** The result of a matcher. */
export interface MatchResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Returns whether the log has the requests. */
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

/** Returns whether the log has the deliveries. */
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

/** Number of entries that the log has dropped: their sequence begins at 1. */
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
        `Expected ${pass ? 'not ' : ''}${amount} ${wanted}, but found ${found} among these:`,
        ...entries.map((entry) => `  ${formatEntry(entry)}`),
        ...(entries.length === 0 ? ['  (none)'] : []),
        ...(dropped > 0
          ? [`The log has dropped its first ${dropped} entries; raise logLimit.`]
          : []),
      ].join('\n'),
  };
}

function describe(name: string, details: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(details).filter(([, value]) => value !== undefined);
  if (given.length === 0) return name;
  return `${name} (${given.map(([key, value]) => `${key} ${String(value)}`).join(', ')})`;
}
