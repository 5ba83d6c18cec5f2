import type { Environment, Owned } from './owned.ts';

export type JobStatus = 'open' | 'filled' | 'in_progress' | 'completed' | 'cancelled';

export type JobType = 'data_collection' | 'feedback';

export interface JobContext {
  readonly text?: string | undefined;
  readonly image_urls?: readonly string[] | undefined;
  readonly attachments?: readonly JobAttachment[] | undefined;
}

export interface JobAttachment {
  readonly url: string;
  readonly content_type?: string | undefined;
  readonly filename?: string | undefined;
}

export interface JobRecord extends Owned {
  readonly id: string;
  readonly api_key_id: string;
  readonly status: JobStatus;
  readonly type: JobType;
  readonly title: string | null;
  readonly description: string;
  readonly files_needed: number;
  readonly files_per_submission: number;
  readonly accepted_formats: readonly string[];
  readonly price_per_file_cents: number;
  readonly min_star_rating: number;
  readonly scoring_criteria: string | null;
  readonly worker_guidelines: string | null;
  readonly min_width: number | null;
  readonly min_height: number | null;
  readonly location: {
    readonly lat: number;
    readonly lng: number;
    readonly radius_km: number;
  } | null;
  readonly deadline: number | null;
  readonly max_workers: number | null;
  /** How long a person may keep accepted slots, in seconds. */
  readonly lease_seconds: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly context: JobContext | null;
  readonly files_approved: number;
  /** Slots that workers hold: accepted, waiting for their score or for their retry. */
  readonly files_pending: number;
  /** A cancelled job whose people still have slots: those may be submitted and scored, and then are paid. */
  readonly is_settling: boolean;
  /**
   * In which environment's list people find it; null when simulated workers do it, and once it has ended.
   */
  readonly offered: Environment | null;
  /** Number of workers who have accepted slots so far, without those who gave all of them back. */
  readonly workers_accepted: number;
  readonly rating: number | null;
  readonly rating_comment: string | null;
  readonly flag_reason: string | null;
  /** What it counts as in the quota `stored_bytes`; 0 once its content is deleted. */
  readonly stored_bytes: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly completed_at: number | null;
  readonly cancelled_at: number | null;
  /** When retention or erasure removed its files and its submissions' content; null before that. */
  readonly purged_at: number | null;
}
