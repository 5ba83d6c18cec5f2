import type { RowChange } from '@firsthandapi/engine/memory';
import type { DeliveryEntry } from '../world/log-entry.ts';

/** What is recorded of a request while it is answered. The rest is derived when the log is read. */
export interface RequestNote {
  readonly at: number;
  readonly endedAt: number;
  readonly method: string;
  readonly path: string;
  readonly isDownload: boolean;
  readonly idempotencyKey: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly replayed: boolean;
  readonly fault: string | null;
  /** The body of an error response. */
  readonly errorBody: string | null;
  /** The stack of an internal error, or empty. Not part of the entry, which is equal on every machine. */
  readonly stack: string;
  readonly changes: readonly RowChange[];
}

/** What is recorded of a delivery. */
export interface DeliveryNote extends Omit<DeliveryEntry, 'kind' | 'sequence' | 'at' | 'url'> {
  readonly startedAt: number;
  readonly url: string;
  /** The stack of `error`, or empty. Not part of the entry, which is equal on every machine. */
  readonly stack: string;
}

/** What is recorded of an entry. */
export type Note = RequestNote | DeliveryNote;
