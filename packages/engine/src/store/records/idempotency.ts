import type { Owned } from './owned.ts';

export interface IdempotencyRecord extends Owned {
  /** `<organization>:<environment>:<hash of the Idempotency-Key>`. */
  readonly id: string;
  /** Hash of method, path and body, to tell a retry from a reuse of the key. */
  readonly fingerprint: string;
  readonly request_id: string;
  /** `pending` while an external step runs between the request's two transactions. */
  readonly state: 'pending' | 'completed';
  /** HTTP status of the first response; 0 while pending. */
  readonly status: number;
  /** The first response's body, or the intent while pending, sealed; null for an empty body. */
  readonly sealed_body: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}
