import type { DeliveryOutcome, Ports } from '../ports.ts';
import type {
  ClaimedDelivery,
  DeliveryResult,
  DeliveryStatements,
  Destination,
  DueDestination,
  Outbox,
  Want,
} from '../store/outbox.ts';
import type { DeliveryRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { certainTime } from '../work/certain-time.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import type { Work } from '../work/work.ts';
import type { Attempt } from './attempt.ts';
import { DELIVERY_TIMEOUT_MS, nextAttemptAt } from './delivery-schedule.ts';
import { recordAttempts } from './failing-endpoint.ts';
import { readClaimed, signClaimed } from './sign-claimed.ts';
import type { Signing } from './sign-delivery.ts';

/** An attempt whose process crashed is repeated after this long: the receiver's timeout, and time to write the outcome. */
const LEASE_MS = 3 * DELIVERY_TIMEOUT_MS;
/** A delivery that cannot be signed is tried again after this long. */
const UNSIGNED_DELAY_MS = 60_000;

/** An attempt that has ended. */
export interface EndedAttempt {
  readonly attempt: Attempt;
  readonly outcome: DeliveryOutcome;
}

/** When a destination has a delivery that is due. */
export interface DueHint extends Destination {
  readonly due_at: Instant;
}

/** Called with the error of a delivery that could not be attempted or recorded, which is then repeated. */
export type DeliveryErrorHandler = (error: unknown, deliveryId: string) => void;

/**
 * Delivers webhooks in batches: `claim` leases attempts, `send` makes one after the commit, and `settle` records how they
 * ended. An attempt whose process crashes in between is repeated after its lease: delivery is at least once (contract §7).
 */
export class Deliveries {
  readonly #ports: Ports;
  readonly #settings: EngineSettings;
  readonly #onError: DeliveryErrorHandler | undefined;

  /** @param onError Without it, an error is thrown. */
  constructor(ports: Ports, settings: EngineSettings, onError: DeliveryErrorHandler | undefined) {
    this.#ports = ports;
    this.#settings = settings;
    this.#onError = onError;
  }

  /** Returns the destinations that have a delivery due at or before `until`; with `only`, no others than these. */
  destinations(until: Instant, only?: readonly Destination[]): Promise<readonly DueDestination[]> {
    return this.#ports.store.read(({ outbox }) => outbox.destinations(until, only));
  }

  /** Claims due attempts. Deliveries whose endpoint is disabled or gone fail instead. */
  claim(wants: readonly Want[], now: Instant): Promise<readonly Attempt[]> {
    const { deliveryStatements } = this.#ports.store;
    if (deliveryStatements !== undefined) return this.#claimAlone(deliveryStatements, wants, now);
    return this.#transact(now, async (work) => {
      const claimed = await work.tables.outbox.claim(wants, now, now + LEASE_MS);
      return this.#sign(work, await readClaimed(work.tables, claimed), work.tables);
    });
  }

  /** Makes an attempt. Runs outside of any transaction. */
  send({ request }: Attempt, signal?: AbortSignal): Promise<DeliveryOutcome> {
    return this.#ports.sender.send(request, signal);
  }

  /** Records how attempts ended, and returns when those that failed are repeated. */
  async settle(ended: readonly EndedAttempt[], now: Instant): Promise<readonly DueHint[]> {
    const results = ended.map(({ attempt: { delivery }, outcome }) => ({
      ...resultOf(this.#settings, now, delivery, outcome),
      endpoint_id: delivery.endpoint_id,
      organization_id: delivery.organization_id,
    }));
    const { deliveryStatements } = this.#ports.store;
    // The usual case: there is no failure to record.
    if (deliveryStatements !== undefined && results.every(isDelivered)) {
      await deliveryStatements.settleDelivered(results, certainTime(this.#ports, now));
      return [];
    }
    return this.#transact(now, async (work) => {
      const changed = await work.tables.outbox.settle(results);
      const recorded = results.filter(({ id }) => changed.has(id));
      await recordAttempts(work, recorded);
      return recorded.flatMap(({ organization_id, endpoint_id, next_attempt_at: due_at }) =>
        due_at === null ? [] : [{ organization_id, endpoint_id, due_at }],
      );
    });
  }

  /** Makes the first attempt that is due at or before `now`, from its claim to its outcome; false when there is none. */
  async runNext(now: Instant): Promise<boolean> {
    let isDue = false;
    const [attempt] = await this.#transact(now, async (work) => {
      const claimed = await work.tables.outbox.claimFirst(now, now + LEASE_MS);
      isDue = claimed !== undefined;
      if (claimed === undefined) return [];
      return this.#sign(work, await readClaimed(work.tables, [claimed]), work.tables);
    });
    if (attempt === undefined) return isDue;
    try {
      const outcome = await this.send(attempt);
      await this.settle([{ attempt, outcome }], this.#ports.clock.now());
    } catch (error) {
      this.#report(error, attempt.delivery.id);
    }
    return true;
  }

  /** What cannot be attempted after all is recorded in a transaction of its own: until then, it is leased. */
  async #claimAlone(
    statements: DeliveryStatements,
    wants: readonly Want[],
    now: Instant,
  ): Promise<readonly Attempt[]> {
    const claimed = await statements.claim(wants, now, now + LEASE_MS);
    const outbox: Pick<Outbox, 'settle'> = {
      settle: (results) => this.#transact(now, ({ tables }) => tables.outbox.settle(results)),
    };
    return this.#sign({ ports: this.#ports, settings: this.#settings, now }, claimed, { outbox });
  }

  async #sign(
    signing: Signing,
    claimed: readonly ClaimedDelivery[],
    { outbox }: { readonly outbox: Pick<Outbox, 'settle'> },
  ): Promise<readonly Attempt[]> {
    const { attempts, dead, unsigned } = await signClaimed(signing, claimed);
    if (attempts.length === claimed.length) return attempts;
    const retryAt = signing.now + UNSIGNED_DELAY_MS;
    const results = [
      ...dead.map((delivery) => notMade(delivery, { status: 'failed', next_attempt_at: null })),
      ...unsigned.map(({ delivery }) =>
        notMade(delivery, { status: 'pending', next_attempt_at: retryAt }),
      ),
    ];
    await outbox.settle(results);
    for (const { delivery, error } of unsigned) this.#report(error, delivery.id);
    return attempts;
  }

  #report(error: unknown, deliveryId: string): void {
    if (this.#onError === undefined) throw error;
    this.#onError(error, deliveryId);
  }

  #transact<T>(now: Instant, action: (work: Work) => Promise<T>): Promise<T> {
    const ports = this.#ports;
    const settings = this.#settings;
    return ports.store.transact((tables) => action({ ports, settings, tables, now }));
  }
}

/** The claim counted an attempt, and none was made. */
function notMade(
  { id, event_id, attempts, last_status_code }: DeliveryRecord,
  result: Pick<DeliveryResult, 'status' | 'next_attempt_at'>,
): DeliveryResult {
  return { id, event_id, attempt: attempts, attempts: attempts - 1, last_status_code, ...result };
}

function resultOf(
  settings: EngineSettings,
  now: Instant,
  { id, event_id, attempts, created_at }: DeliveryRecord,
  outcome: DeliveryOutcome,
): DeliveryResult {
  const last_status_code = outcome.status_code;
  const result = { id, event_id, attempt: attempts, attempts, last_status_code };
  if (isSuccess(outcome)) return { ...result, status: 'delivered', next_attempt_at: null };
  const jitter = settings.deliveryJitter?.() ?? 0;
  const next = nextAttemptAt({ beganAt: created_at, attempts, jitter }, now);
  return { ...result, status: next === null ? 'failed' : 'pending', next_attempt_at: next };
}

function isDelivered({ status }: DeliveryResult): boolean {
  return status === 'delivered';
}

/** Whether an attempt counts as delivered. */
export function isSuccess({ status_code }: DeliveryOutcome): boolean {
  return status_code !== null && status_code >= 200 && status_code < 300;
}
