import type { OperationId } from '@firsthandapi/spec/worker';
import type { WithDeadline } from '../http/deadline.ts';
import type { HeaderReader } from '../http/messages.ts';
import type { ApiKeyRecord, WorkerRecord } from '../store/records.ts';
import type { Work } from './work.ts';

/** One request of a worker who is signed in, inside its transaction (a mutation) or read (a GET). */
export interface WorkerCall<Body = unknown, Query = unknown> extends Work, WithDeadline {
  readonly operationId: OperationId;
  readonly requestId: string;
  readonly worker: WorkerRecord;
  readonly session: ApiKeyRecord;
  /** The worker, who owns their records. */
  readonly organization_id: string;
  /** Of the worker's own records; jobs may be of either. */
  readonly environment: 'live';
  readonly parameters: Readonly<Record<string, string>>;
  /** Validated against the spec's schemas. */
  readonly query: Query;
  readonly body: Body;
  readonly ip: string | null;
  readonly headers: HeaderReader;
}
