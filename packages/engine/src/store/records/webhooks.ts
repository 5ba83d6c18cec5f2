import type { Owned } from './owned.ts';

export interface EndpointSecret {
  readonly sealed: string;
  /** Null for the current secret; a rotated one signs until then. */
  readonly expires_at: number | null;
}

export interface WebhookEndpointRecord extends Owned {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string | null;
  readonly enabled: boolean;
  /** When the first attempt failed since the last success; null while nothing fails. */
  readonly failing_since: number | null;
  readonly secrets: readonly EndpointSecret[];
  readonly created_at: number;
  readonly updated_at: number;
}

export interface EventRecord extends Owned {
  readonly id: string;
  readonly type: string;
  /** The job that it tells of, so that erasing the job finds it; null for events of credits. */
  readonly job_id: string | null;
  /** The delivered body, byte for byte. */
  readonly body: string;
  /** Worst state of its deliveries: failed, else pending, else delivered. */
  readonly status: DeliveryStatus;
  readonly created_at: number;
}

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

export interface DeliveryRecord extends Owned {
  readonly id: string;
  readonly event_id: string;
  readonly endpoint_id: string;
  readonly status: DeliveryStatus;
  /** Attempts made. */
  readonly attempts: number;
  readonly last_status_code: number | null;
  readonly next_attempt_at: number | null;
  /** When its first attempt is due; the later ones count from here. */
  readonly created_at: number;
}
