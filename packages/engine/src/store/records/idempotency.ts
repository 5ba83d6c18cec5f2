import type { Owned } from './owned.ts';

export interface IdempotencyRecord extends Owned {
  /** `<organization>:<environment>:<hash of the Idempotency-Key>`. */
  readonly id: string;
  /** Hash of method, path and body, to tell a repetition from a reuse. */
  readonly fingerprint: string;
  readonly request_id: string;
  readonly status: number;
  /** The first response's body, sealed; null for an empty one. */
  readonly sealed_body: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}
