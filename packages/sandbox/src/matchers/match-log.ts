import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/engine/host';
import {
  type OptionNames,
  requireChoice,
  requireInteger,
  requireKnown,
} from '../values/check-options.ts';
import type { DeliveryEntry, LogEntry, RequestEntry } from '../world/log-entry.ts';
import { requireRoute } from '../world/routes.ts';
import { describe, judge, type MatchResult } from './judge.ts';

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

const DELIVERED_OPTIONS: OptionNames<DeliveredOptions> = { times: true, status: true };
const RECEIVED_OPTIONS: OptionNames<ReceivedOptions> = {
  ...DELIVERED_OPTIONS,
  idempotencyKey: true,
};

/** Returns whether the log has the requests. */
export function matchReceived(
  log: readonly LogEntry[],
  route: string,
  options: ReceivedOptions,
): MatchResult {
  requireRoute(route, 'route');
  requireKnown(options, RECEIVED_OPTIONS, 'toHaveReceived options');
  const { times, idempotencyKey, status } = options;
  requireCounts(times, status);
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
  options: DeliveredOptions,
): MatchResult {
  requireChoice(type, WEBHOOK_EVENT_TYPES, 'event type');
  requireKnown(options, DELIVERED_OPTIONS, 'toHaveDelivered options');
  const { times, status } = options;
  requireCounts(times, status);
  const deliveries = log.filter((entry): entry is DeliveryEntry => entry.kind === 'delivery');
  const matching = deliveries.filter(
    (entry) => entry.event_type === type && hasStatus(entry.status, status),
  );
  const wanted = describe(type, { status: status ?? '2xx' });
  return judge(matching.length, times, `delivery ${wanted}`, deliveries);
}

function requireCounts(times: number | undefined, status: number | undefined): void {
  if (times !== undefined) requireInteger(times, 0, 'times');
  if (status !== undefined) requireInteger(status, 100, 'status');
}

function hasStatus(given: number | null, wanted: number | undefined): boolean {
  if (wanted !== undefined) return given === wanted;
  return given !== null && given >= 200 && given < 300;
}

/** Number of entries that the log has dropped: their sequence begins at 1. */
function droppedFrom([first]: readonly LogEntry[]): number {
  return first === undefined ? 0 : first.sequence - 1;
}
