import type { Owned } from './owned.ts';

/**
 * `receiving` until all bytes have arrived and their SHA-256 is right, then `complete`, and `used` once a submission has the
 * content.
 */
export type UploadStatus = 'receiving' | 'complete' | 'used';

/** A file that a worker sends for a job. The worker owns the record; its content is sealed for the job's organization. */
export interface UploadRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  /** The organization whose content it becomes. */
  readonly job_organization_id: string;
  readonly status: UploadStatus;
  readonly content_type: string;
  readonly size_bytes: number;
  /** Lower-case hex, as the worker announced it. */
  readonly sha256: string;
  readonly received_bytes: number;
  /** Offsets of the parts that have arrived, each stored under a key of its own; none once the content is whole. */
  readonly parts: readonly number[];
  /** Key of the whole content in the Files port; null until it is complete. */
  readonly content_key: string | null;
  /** What the content shows about itself; null until it is complete, or where it shows nothing. */
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_seconds: number | null;
  /** The submission that has its content; null until it is used. */
  readonly submission_id: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}
