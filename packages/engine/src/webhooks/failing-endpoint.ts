import { recordSystemAudit } from '../audit/record-audit.ts';
import type { DeliveryRecord, DeliveryStatus, WebhookEndpointRecord } from '../store/records.ts';
import { certainTime } from '../work/certain-time.ts';
import type { Work } from '../work/work.ts';

/**
 * An endpoint that accepts nothing for this long is disabled: long enough for a weekend and a public holiday, short
 * enough that an abandoned address is not called for months.
 */
export const LONGEST_FAILING_MS = 5 * 24 * 60 * 60 * 1_000;

/** Whether the owner's update restarts the endpoint: it is enabled again, or has another URL. */
export function isRestarted(before: WebhookEndpointRecord, after: WebhookEndpointRecord): boolean {
  return before.url !== after.url || (after.enabled && !before.enabled);
}

/** How an attempt left its delivery: delivered, pending when attempts are left, failed when none is. */
type RecordedAttempt = Pick<DeliveryRecord, 'endpoint_id' | 'status'>;

/**
 * Records attempts on their endpoints, in the order in which they ended. A success ends the failing streak. Only a
 * delivery that has run out of attempts disables its endpoint: for an endpoint that receives few events, a streak may be
 * a single old failure.
 */
export async function recordAttempts(
  work: Work,
  attempts: readonly RecordedAttempt[],
): Promise<void> {
  const { outbox } = work.tables;
  const now = certainTime(work.ports, work.now);
  const delivered = endpointsOf(attempts, (status) => status === 'delivered');
  if (delivered.length > 0) await outbox.recordSuccesses(delivered, now);
  // The usual case: there is no failure to record.
  if (attempts.every(({ status }) => status === 'delivered')) return;
  const last = [...new Map(attempts.map((attempt) => [attempt.endpoint_id, attempt])).values()];
  const failing = endpointsOf(last, (status) => status !== 'delivered');
  if (failing.length > 0) await outbox.recordFailures(failing, now);
  const exhausted = endpointsOf(attempts, (status) => status === 'failed');
  if (exhausted.length === 0) return;
  const failingSince = now - LONGEST_FAILING_MS;
  for (const endpoint of await outbox.disableFailing(exhausted, failingSince, now)) {
    const resource = { type: 'webhook_endpoint', id: endpoint.id };
    await recordSystemAudit(work, endpoint, 'webhook_endpoint.disabled', resource);
  }
}

function endpointsOf(
  attempts: readonly RecordedAttempt[],
  isMeant: (status: DeliveryStatus) => boolean,
): string[] {
  const ids = new Set<string>();
  for (const { endpoint_id, status } of attempts) if (isMeant(status)) ids.add(endpoint_id);
  return [...ids].sort();
}
