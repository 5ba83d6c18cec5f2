import type { Owned } from './owned.ts';

export interface UsageRecord extends Owned {
  /** The request's id. */
  readonly id: string;
  readonly operation: string;
  readonly api_key_id: string;
  readonly status: number;
  readonly duration_ms: number;
  readonly credits_cents: number;
  /** Keyed hash of the client's address, never the address. */
  readonly client: string;
  readonly created_at: number;
}
