import type { DeliveryOutcome, DeliveryRequest } from '../ports.ts';
import type {
  DeliveryRecord,
  EventRecord,
  TaskRecord,
  WebhookEndpointRecord,
} from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AfterCommit, TaskHandler } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import type { AttemptLimiter } from './attempt-limiter.ts';
import {
  DELIVERY_TIMEOUT_MS,
  type DeliveryProgress,
  nextAttemptAt,
  scheduleDelivery,
} from './delivery-schedule.ts';
import { refreshEventStatus } from './event-status.ts';
import { recordAttempt } from './failing-endpoint.ts';
import { signDelivery } from './sign-delivery.ts';

/** An attempt whose process crashed is repeated after this long: the receiver's timeout, and time to write the outcome. */
const LEASE_MS = 3 * DELIVERY_TIMEOUT_MS;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Task `webhook.deliver`: claims an attempt, sends it after the commit, and records its outcome. The claim leaves a lease,
 * so that an attempt whose process crashes is repeated: delivery is at least once (contract §7).
 *
 * @param limiter Limits the concurrent attempts of one engine.
 */
export function deliveryHandler(limiter: AttemptLimiter): TaskHandler {
  return (work, task) => claimAttempt(work, task, limiter);
}

/** Returns undefined when there is nothing to attempt, and when the limiter reschedules the attempt. */
async function claimAttempt(
  work: Work,
  task: TaskRecord,
  limiter: AttemptLimiter,
): Promise<AfterCommit | undefined> {
  const { tables, now } = work;
  const delivery = await tables.deliveries.get(task.subject);
  if (delivery?.status !== 'pending') return undefined;
  // A task that runs before the delivery is due is the lease of an attempt that has its outcome.
  if (delivery.next_attempt_at === null || isLater(delivery.next_attempt_at, now)) return undefined;
  const event = await tables.events.get(delivery.event_id);
  const endpoint = await tables.webhook_endpoints.get(delivery.endpoint_id);
  if (event === undefined || endpoint === undefined || !endpoint.enabled) {
    await settle(work, { ...delivery, status: 'failed', next_attempt_at: null });
    return undefined;
  }
  const permit = limiter.acquire(endpoint, now);
  if (permit === undefined) {
    const { id, kind, subject, data } = task;
    const due_at = limiter.retryAt(endpoint, now);
    await tables.tasks.schedule({ id, kind, subject, data, due_at });
    return undefined;
  }
  try {
    const request = await leaseAttempt(work, delivery, event, endpoint);
    return {
      run: () => send(work, request).finally(() => permit.release(work.ports.clock.now())),
      abandon: () => permit.release(now),
    };
  } catch (error) {
    permit.release(now);
    throw error;
  }
}

/** More than a day ahead means that the clock ran ahead when the attempt was scheduled, and was set back since. */
function isLater(nextAttemptAt: Instant, now: Instant): boolean {
  return nextAttemptAt > now && nextAttemptAt <= now + DAY_MS;
}

async function leaseAttempt(
  work: Work,
  delivery: DeliveryRecord,
  event: EventRecord,
  endpoint: WebhookEndpointRecord,
): Promise<DeliveryRequest> {
  const leaseEndsAt = work.now + LEASE_MS;
  await work.tables.deliveries.update({
    ...delivery,
    attempts: delivery.attempts + 1,
    next_attempt_at: leaseEndsAt,
  });
  await scheduleDelivery(work, delivery.id, leaseEndsAt);
  return signDelivery(work, delivery, event, endpoint);
}

/** Runs outside of any transaction. */
async function send({ ports, settings }: Work, request: DeliveryRequest): Promise<void> {
  const outcome = await ports.sender.send(request);
  await ports.store.transact((tables) =>
    recordOutcome({ ports, settings, tables, now: ports.clock.now() }, request, outcome),
  );
}

async function recordOutcome(
  work: Work,
  request: DeliveryRequest,
  outcome: DeliveryOutcome,
): Promise<void> {
  const delivery = await work.tables.deliveries.get(request.delivery_id);
  // Another attempt has settled it in the meantime, or the endpoint's organization was erased.
  if (delivery?.status !== 'pending' || delivery.attempts !== request.attempt) return;
  const attempted = { ...delivery, last_status_code: outcome.status_code };
  if (isSuccess(outcome)) {
    await settle(work, { ...attempted, status: 'delivered', next_attempt_at: null });
    await recordAttempt(work, delivery.endpoint_id, 'delivered');
    return;
  }
  const next = nextAttemptAt(progressOf(work, delivery), work.now);
  await recordAttempt(work, delivery.endpoint_id, next === null ? 'exhausted' : 'failed');
  if (next === null) {
    await settle(work, { ...attempted, status: 'failed', next_attempt_at: null });
    return;
  }
  await work.tables.deliveries.update({ ...attempted, next_attempt_at: next });
  await scheduleDelivery(work, delivery.id, next);
}

function isSuccess({ status_code }: DeliveryOutcome): boolean {
  return status_code !== null && status_code >= 200 && status_code < 300;
}

function progressOf(
  { settings }: Work,
  { attempts, created_at }: DeliveryRecord,
): DeliveryProgress {
  return { beganAt: created_at, attempts, jitter: settings.deliveryJitter?.() ?? 0 };
}

async function settle(work: Work, delivery: DeliveryRecord): Promise<void> {
  await work.tables.deliveries.update(delivery);
  const event = await work.tables.events.get(delivery.event_id);
  if (event !== undefined) await refreshEventStatus(work, event);
}
