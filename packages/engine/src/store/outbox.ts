import type { Instant } from '../time/instant.ts';
import type {
  DeliveryRecord,
  DeliveryStatus,
  EventRecord,
  WebhookEndpointRecord,
} from './records.ts';
import type { Scope } from './scope.ts';

/** An endpoint, with the organization whose turn its deliveries count as. */
export interface Destination {
  readonly organization_id: string;
  readonly endpoint_id: string;
}

/** A destination that has pending deliveries. */
export interface DueDestination extends Destination {
  /** When the first of them is due. */
  readonly due_at: Instant;
  /** What is known of the endpoint; undefined when it has been deleted. */
  readonly endpoint: EndpointState | undefined;
}

/** What decides how attempts at an endpoint are scheduled. */
export interface EndpointState {
  readonly url: string;
  readonly enabled: boolean;
  readonly failing_since: Instant | null;
  readonly proven_at: Instant | null;
}

/** How many deliveries to claim for a destination. */
export interface Want extends Destination {
  readonly count: number;
}

/** An endpoint that was disabled, and its owner. */
export interface DisabledEndpoint extends Scope {
  readonly id: string;
}

/** The state of a delivery after an attempt. */
export interface DeliveryResult {
  readonly id: string;
  readonly event_id: string;
  /** The attempt that this is the result of. Changes nothing unless it is still the delivery's last one. */
  readonly attempt: number;
  /** Attempts made: `attempt`, or one less when it was not made after all. */
  readonly attempts: number;
  readonly status: DeliveryStatus;
  readonly next_attempt_at: Instant | null;
  readonly last_status_code: number | null;
}

/**
 * Pending deliveries. A delivery is claimed on its own row: `next_attempt_at` is the lease while an attempt is under way,
 * and `attempts` identifies the attempt that may record its result.
 */
export interface Outbox {
  /** Returns destinations with a delivery due at or before `until`; with `only`, no others than these. */
  destinations(until: Instant, only?: readonly Destination[]): Promise<readonly DueDestination[]>;
  /**
   * Claims due deliveries, the earliest of each destination first: counts an attempt and sets `next_attempt_at` to
   * `leasedUntil`. Returns the rows as they are then. No two claims return the same attempt.
   */
  claim(
    wants: readonly Want[],
    now: Instant,
    leasedUntil: Instant,
  ): Promise<readonly DeliveryRecord[]>;
  /** Like `claim`, for the first due delivery of all destinations. */
  claimFirst(now: Instant, leasedUntil: Instant): Promise<DeliveryRecord | undefined>;
  /**
   * Records results and sets the status of their events to the worst of their deliveries: pending, else failed, else
   * delivered. Returns the ids of the deliveries that were changed.
   */
  settle(results: readonly DeliveryResult[]): Promise<ReadonlySet<string>>;
  /** Ends the failing streak of enabled endpoints, and sets `proven_at` where it is unset or older than an hour. */
  recordSuccesses(endpointIds: readonly string[], now: Instant): Promise<void>;
  /** Begins a failing streak at enabled endpoints that are in none. */
  recordFailures(endpointIds: readonly string[], now: Instant): Promise<void>;
  /** Disables the enabled endpoints whose failing streak began at or before `failingSince`, and returns them. */
  disableFailing(
    endpointIds: readonly string[],
    failingSince: Instant,
    now: Instant,
  ): Promise<readonly DisabledEndpoint[]>;
}

/** A delivery that is claimed, and what its attempt is made of, which may be gone. */
export interface ClaimedDelivery {
  readonly delivery: DeliveryRecord;
  readonly event: EventRecord | undefined;
  readonly endpoint: WebhookEndpointRecord | undefined;
}

/**
 * What the usual batch of deliveries needs, in statements that commit by themselves: for a store in which a transaction
 * costs more than a statement.
 */
export interface DeliveryStatements {
  /** `Outbox.claim`, with the events and endpoints. */
  claim(
    wants: readonly Want[],
    now: Instant,
    leasedUntil: Instant,
  ): Promise<readonly ClaimedDelivery[]>;
  /** `Outbox.settle` of deliveries that were delivered, and `Outbox.recordSuccesses` of those that it changes. */
  settleDelivered(results: readonly DeliveryResult[], now: Instant): Promise<void>;
}

/** `proven_at` is rewritten at most this often. */
export const PROVEN_PRECISION_MS = 60 * 60 * 1_000;
