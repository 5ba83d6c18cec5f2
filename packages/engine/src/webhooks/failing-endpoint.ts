import { recordSystemAudit } from '../audit/record-audit.ts';
import type { WebhookEndpointRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Instant } from '../time/instant.ts';
import { certainTime } from '../work/certain-time.ts';
import type { Work } from '../work/work.ts';

/**
 * An endpoint that accepts nothing for this long is disabled: long enough for a weekend and a public holiday, short
 * enough that an abandoned address is not called for months.
 */
export const LONGEST_FAILING_MS = 5 * 24 * 60 * 60 * 1_000;

/** How an attempt ended: delivered, failed with attempts left, or failed with none left. */
export type AttemptResult = 'delivered' | 'failed' | 'exhausted';

/**
 * Returns the endpoint after one more attempt, or the same object when nothing changes. A success ends the failing
 * streak. Only a delivery that has run out of attempts disables the endpoint: for an endpoint that receives few events,
 * a streak may be a single old failure.
 */
export function endpointAfter(
  endpoint: WebhookEndpointRecord,
  result: AttemptResult,
  now: Instant,
): WebhookEndpointRecord {
  const { failing_since } = endpoint;
  if (result === 'delivered') {
    return failing_since === null ? endpoint : { ...endpoint, failing_since: null };
  }
  if (failing_since === null) return { ...endpoint, failing_since: now };
  if (result === 'failed' || now - failing_since < LONGEST_FAILING_MS) return endpoint;
  return { ...endpoint, enabled: false, updated_at: now };
}

/** Whether the owner's update restarts the endpoint: it is enabled again, or has another URL. */
export function isRestarted(before: WebhookEndpointRecord, after: WebhookEndpointRecord): boolean {
  return before.url !== after.url || (after.enabled && !before.enabled);
}

/** Records an attempt's result on its endpoint, and disables the endpoint when it has failed for too long. */
export async function recordAttempt(
  work: Work,
  endpointId: string,
  result: AttemptResult,
): Promise<void> {
  const endpoint = await work.tables.webhook_endpoints.get(endpointId);
  // Deleted or disabled during the attempt.
  if (!endpoint?.enabled) return;
  const updated = endpointAfter(endpoint, result, certainTime(work.ports, work.now));
  if (updated === endpoint) return;
  await work.tables.webhook_endpoints.update(updated);
  if (updated.enabled) return;
  const resource = { type: 'webhook_endpoint', id: endpoint.id };
  await recordSystemAudit(work, scopeOf(endpoint), 'webhook_endpoint.disabled', resource);
}
