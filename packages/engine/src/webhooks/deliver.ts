import { signWebhook } from '@firsthandapi/webhooks';
import type { DeliveryOutcome, DeliveryRequest, Ports } from '../ports.ts';
import type {
  DeliveryRecord,
  DeliveryStatus,
  EventRecord,
  TaskRecord,
  WebhookEndpointRecord,
} from '../store/records.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import type { Work } from '../work/work.ts';
import type { AttemptTurns, Turn } from './attempt-limiter.ts';
import {
  DELIVERY_TIMEOUT_MS,
  type DeliveryProgress,
  nextAttemptAt,
  scheduleDelivery,
} from './delivery-schedule.ts';
import { noteAttempt } from './failing-endpoint.ts';
import { signingSecrets } from './webhook-endpoint.ts';

/** A crashed attempt is made again after this long: the receiver's timeout, and room to write the outcome. */
const LEASE_MS = 3 * DELIVERY_TIMEOUT_MS;

/**
 * Makes a claimed attempt, outside of any transaction, and notes its outcome. A process that dies in between
 * leaves the claim's lease behind, so that the attempt is made again: at least once (contract §7).
 */
export async function deliver(
  ports: Ports,
  settings: EngineSettings,
  request: DeliveryRequest,
): Promise<void> {
  const outcome = await ports.sender.send(request);
  await ports.store.transact((tables) =>
    noteOutcome({ ports, settings, tables, now: ports.clock.now() }, request, outcome),
  );
}

/** An attempt that is this process's to make, while its turn lasts. */
export interface ClaimedAttempt {
  readonly request: DeliveryRequest;
  readonly turn: Turn;
}

/**
 * Claims the attempt that a due task stands for, in the transaction that takes the task, and leaves a lease in its
 * place. Undefined when the delivery was settled meanwhile, when its endpoint is gone or disabled, and when it is not
 * its turn: then the task is put off, and nothing counts as attempted.
 */
export async function claimAttempt(
  work: Work,
  task: TaskRecord,
  turns: AttemptTurns,
): Promise<ClaimedAttempt | undefined> {
  const { tables, now } = work;
  const delivery = await tables.deliveries.get(task.subject);
  if (delivery?.status !== 'pending') return undefined;
  // A task that fires before the delivery is due is the lease of an attempt that was settled meanwhile.
  if (delivery.next_attempt_at === null || delivery.next_attempt_at > now) return undefined;
  const event = await tables.events.get(delivery.event_id);
  const endpoint = await tables.webhook_endpoints.get(delivery.endpoint_id);
  if (event === undefined || endpoint === undefined || !endpoint.enabled) {
    await settle(work, { ...delivery, status: 'failed', next_attempt_at: null });
    return undefined;
  }
  const turn = turns.take(endpoint, now);
  if (turn === undefined) {
    const { id, kind, subject, data } = task;
    await tables.tasks.schedule({
      id,
      kind,
      subject,
      data,
      due_at: turns.askAgainAt(endpoint, now),
    });
    return undefined;
  }
  try {
    return { request: await claim(work, delivery, event, endpoint), turn };
  } catch (error) {
    turn.end(now);
    throw error;
  }
}

async function claim(
  work: Work,
  delivery: DeliveryRecord,
  event: EventRecord,
  endpoint: WebhookEndpointRecord,
): Promise<DeliveryRequest> {
  const { tables, now } = work;
  const lease = now + LEASE_MS;
  await tables.deliveries.update({
    ...delivery,
    attempts: delivery.attempts + 1,
    next_attempt_at: lease,
  });
  await scheduleDelivery(work, delivery.id, lease);
  const secrets = await signingSecrets(work, endpoint);
  const signedAt = work.settings.signatureTime?.() ?? now;
  const signed = signWebhook({ body: event.body, secret: secrets, timestamp: signedAt / 1_000 });
  return {
    delivery_id: delivery.id,
    event_id: event.id,
    event_type: event.type,
    endpoint_id: endpoint.id,
    attempt: delivery.attempts + 1,
    url: endpoint.url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'FirstHandAPI-Webhooks/1',
      'X-FirstHand-Event-Id': event.id,
      'X-FirstHand-Signature': signed,
    },
    body: event.body,
    timeout_ms: DELIVERY_TIMEOUT_MS,
  };
}

async function noteOutcome(
  work: Work,
  request: DeliveryRequest,
  outcome: DeliveryOutcome,
): Promise<void> {
  const delivery = await work.tables.deliveries.get(request.delivery_id);
  // Another attempt has settled it meanwhile, or the endpoint's organization was erased.
  if (delivery?.status !== 'pending' || delivery.attempts !== request.attempt) return;
  const noted = { ...delivery, last_status_code: outcome.status_code };
  if (isSuccess(outcome)) {
    await settle(work, { ...noted, status: 'delivered', next_attempt_at: null });
    await noteAttempt(work, delivery.endpoint_id, 'delivered');
    return;
  }
  const next = nextAttemptAt(progressOf(work, delivery), work.now);
  await noteAttempt(work, delivery.endpoint_id, next === null ? 'exhausted' : 'failed');
  if (next === null) {
    await settle(work, { ...noted, status: 'failed', next_attempt_at: null });
    return;
  }
  await work.tables.deliveries.update({ ...noted, next_attempt_at: next });
  await scheduleDelivery(work, delivery.id, next);
}

function progressOf(
  { settings }: Work,
  { attempts, created_at }: DeliveryRecord,
): DeliveryProgress {
  return { beganAt: created_at, attempts, spread: settings.attemptSpread?.() ?? 0 };
}

function isSuccess({ status_code }: DeliveryOutcome): boolean {
  return status_code !== null && status_code >= 200 && status_code < 300;
}

async function settle(work: Work, delivery: DeliveryRecord): Promise<void> {
  await work.tables.deliveries.update(delivery);
  const event = await work.tables.events.get(delivery.event_id);
  if (event !== undefined) await refreshEventStatus(work, event);
}

/** An event is as far as its worst delivery: pending, else failed, else delivered. */
export async function refreshEventStatus(work: Work, event: EventRecord): Promise<void> {
  const deliveries = await work.tables.deliveries.list({
    where: { event_id: event.id },
    limit: 1_000,
  });
  const status = worstStatus(deliveries);
  if (status !== event.status) await work.tables.events.update({ ...event, status });
}

function worstStatus(deliveries: readonly DeliveryRecord[]): DeliveryStatus {
  if (deliveries.some(({ status }) => status === 'pending')) return 'pending';
  return deliveries.some(({ status }) => status === 'failed') ? 'failed' : 'delivered';
}
