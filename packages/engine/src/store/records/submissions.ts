import type { Owned } from './owned.ts';
import type { WorkerPosition } from './workers.ts';

export type SubmissionStatus = 'pending_score' | 'approved' | 'rejected' | 'retry_pending';

export interface Dimensions {
  readonly relevance: number;
  readonly quality: number;
  readonly completeness: number;
}

/**
 * Why a submission was rejected, for programs. `too_small` to `silent` are certain without a judgement of its content, so
 * that such a file is never approved nor charged. The others follow from its rating, or from a retry that did not come.
 */
export type RejectionCode =
  | 'too_small'
  | 'undecodable'
  | 'wrong_format'
  | 'duplicate'
  | 'blank'
  | 'silent'
  | 'unusable'
  | 'below_threshold'
  | 'retry_expired';

/** The codes of rejections that a scorer is certain of. */
export type CertainRejection = Exclude<
  RejectionCode,
  'too_small' | 'unusable' | 'below_threshold' | 'retry_expired'
>;

/** A small picture of a submitted file. */
export interface SubmissionPreview {
  readonly content_key: string;
  readonly content_type: string;
  readonly size_bytes: number;
}

export interface SubmissionRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly assignment_id: string;
  readonly worker_id: string;
  readonly status: SubmissionStatus;
  /** 1, or 2 after the one retry. */
  readonly attempt: number;
  readonly ai_star_rating: number | null;
  readonly ai_dimensions: Dimensions | null;
  readonly ai_reasoning: string | null;
  /** Why it was rejected; null unless it was. */
  readonly rejection_code: RejectionCode | null;
  /** Key of the uploaded content in the Files port; null once retention or erasure removed it. */
  readonly content_key: string | null;
  /** What customers see of it before it is approved; null when there is none. */
  readonly preview: SubmissionPreview | null;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_seconds: number | null;
  readonly content_hash: string;
  /** Stands for the bytes of a person's file, to find equal ones; null for simulated workers, and once it is deleted. */
  readonly content_mark: string | null;
  readonly captured_at: number | null;
  /** Where it was taken, rounded; null unless the job has an area. */
  readonly position: WorkerPosition | null;
  readonly submitted_at: number;
  readonly scored_at: number | null;
  /** When retention or erasure removed its content and metadata; null before that. */
  readonly purged_at: number | null;
}

/** A worker's appeal against a rejection; the id is the submission's. The worker owns the record. */
export interface AppealRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly status: 'open' | 'upheld' | 'overturned';
  readonly text: string;
  /** What the person who decided answered. */
  readonly answer: string | null;
  /** The person who decided. */
  readonly decided_by: string | null;
  readonly created_at: number;
  /** By when it is answered. */
  readonly due_at: number;
  readonly answered_at: number | null;
}
