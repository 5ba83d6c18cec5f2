import type { Owned } from './owned.ts';

export interface EndpointSecret {
  readonly sealed: string;
  /** Null for the current secret; a rotated one keeps signing until then. */
  readonly expires_at: number | null;
}

export interface WebhookEndpointRecord extends Owned {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string | null;
  readonly enabled: boolean;
  /** When the first attempt since the last success failed; null while none has. */
  readonly failing_since: number | null;
  /** When an attempt last succeeded at this URL, to the hour; null while none has. */
  readonly proven_at: number | null;
  readonly secrets: readonly EndpointSecret[];
  readonly created_at: number;
  readonly updated_at: number;
}

export interface EventRecord extends Owned {
  readonly id: string;
  readonly type: string;
  /** The job that it is about, so that erasing the job finds it; null for credit events. */
  readonly job_id: string | null;
  /** The delivered body, byte for byte. */
  readonly body: string;
  /** The worst status of its deliveries: pending, else failed, else delivered. */
  readonly status: DeliveryStatus;
  readonly created_at: number;
}

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** Why a delivery failed without an attempt: too many are pending, or the endpoint has never responded with a 2xx. */
export type DeliveryFailureReason = 'quota_exceeded' | 'endpoint_unproven';

export interface DeliveryRecord extends Owned {
  readonly id: string;
  readonly event_id: string;
  readonly endpoint_id: string;
  readonly status: DeliveryStatus;
  /** Attempts made. */
  readonly attempts: number;
  readonly last_status_code: number | null;
  /** While an attempt is under way, when it counts as lost. */
  readonly next_attempt_at: number | null;
  /** Null for a delivery that was or will be attempted. */
  readonly failure_reason: DeliveryFailureReason | null;
  /** When its first attempt is due; the schedule counts from here. */
  readonly created_at: number;
  /** The trace of what caused the event (W3C Trace Context); null when it was not traced. */
  readonly traceparent: string | null;
}
