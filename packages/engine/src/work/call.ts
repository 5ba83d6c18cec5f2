import type { OperationId } from '@firsthandapi/spec';
import type { WithDeadline } from '../http/deadline.ts';
import type { HeaderReader } from '../http/messages.ts';
import type { ApiKeyRecord, Environment, OrganizationRecord } from '../store/records.ts';
import type { Work } from './work.ts';

/** One authenticated request inside its transaction (a mutation) or read (a GET). */
export interface Call<Body = unknown, Query = unknown> extends Work, WithDeadline {
  readonly operationId: OperationId;
  readonly requestId: string;
  /** The caller's organization. */
  readonly organization: OrganizationRecord;
  readonly key: ApiKeyRecord;
  readonly organization_id: string;
  readonly environment: Environment;
  readonly parameters: Readonly<Record<string, string>>;
  /** Validated against the spec's schemas. */
  readonly query: Query;
  readonly body: Body;
  readonly ip: string | null;
  /** Read headers only when needed: reading one from a `Request` has a cost. */
  readonly headers: HeaderReader;
}
