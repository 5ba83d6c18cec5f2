import type { OperationId } from '@firsthandapi/spec';
import type { Environment } from '../store/records.ts';

/** What a host may log about a request: no key, secret, address or body (contract §8). */
export interface RequestLog {
  readonly request_id: string;
  /** Null for an unknown path; `download` for a download link, which is no operation of the API. */
  readonly operation: OperationId | `${'worker' | 'account'}.${string}` | 'download' | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly duration_ms: number;
  readonly organization_id: string | null;
  readonly environment: Environment | null;
  readonly client: string | null;
  /** Of the tightest window. */
  readonly rate_limit_limit: number | null;
  readonly rate_limit_remaining: number | null;
  readonly idempotent_replayed: boolean;
  /** The quota that the request would have exceeded. */
  readonly quota: string | null;
  /** The cause of a 500, for the operator; never sent to the client. */
  readonly error: unknown;
}
