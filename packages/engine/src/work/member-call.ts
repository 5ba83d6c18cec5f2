import type { OperationId } from '@firsthandapi/spec/account';
import type { WithDeadline } from '../http/deadline.ts';
import type { HeaderReader } from '../http/messages.ts';
import type { ApiKeyRecord, MemberRecord, OrganizationRecord } from '../store/records.ts';
import type { Work } from './work.ts';

/** One request of a member who is signed in, inside its transaction (a mutation) or read (a GET). */
export interface MemberCall<Body = unknown, Query = unknown> extends Work, WithDeadline {
  readonly operationId: OperationId;
  readonly requestId: string;
  readonly member: MemberRecord;
  readonly session: ApiKeyRecord;
  readonly organization: OrganizationRecord;
  readonly organization_id: string;
  /** Of what is recorded of members; what they do with the API is of either. */
  readonly environment: 'live';
  readonly parameters: Readonly<Record<string, string>>;
  /** Validated against the spec's schemas. */
  readonly query: Query;
  readonly body: Body;
  readonly ip: string | null;
  readonly headers: HeaderReader;
}
