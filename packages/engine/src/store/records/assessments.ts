import type { FileAnnotations } from '@firsthandapi/spec';
import type { Owned } from './owned.ts';
import type { CertainRejection, Dimensions } from './submissions.ts';

/** A model or method that took part in an assessment. */
export interface ModelVersion {
  readonly name: string;
  readonly version: string;
}

/** What one rater thinks of a submission. A dimension that it cannot judge is null. */
export interface Opinion {
  readonly rater: string;
  readonly dimensions: { readonly [Name in keyof Dimensions]: number | null };
  readonly reasons: readonly string[];
}

/** What was noticed about a submission, apart from its quality: a duplicate, say, or text that addresses the scorer. */
export interface Signal {
  readonly kind: string;
  readonly detail: string | null;
}

export interface SafetyFinding {
  readonly flagged: boolean;
  readonly categories: readonly string[];
}

/**
 * `running` while the scorer is called, `lost` when its process died, `failed` when the call failed, `superseded` when its
 * result came too late. The other two are verdicts.
 */
export type AssessmentOutcome =
  | 'running'
  | 'lost'
  | 'failed'
  | 'superseded'
  | 'scored'
  | 'needs_review';

/** One call of the scorer, or one review by a person; the id is `<submission>:<attempt>:<call>`. */
export interface AssessmentRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly submission_id: string;
  readonly attempt: number;
  /** From 1, per attempt of the submission. */
  readonly call: number;
  readonly outcome: AssessmentOutcome;
  /** With `needs_review`: what stands unless a person decides in time; null when nothing does. */
  readonly dimensions: Dimensions | null;
  readonly reasoning: string | null;
  readonly rejection_code: CertainRejection | null;
  /** 0–1. */
  readonly confidence: number | null;
  /** What was really judged. */
  readonly judged: readonly (keyof Dimensions)[];
  readonly safety: SafetyFinding | null;
  readonly signals: readonly Signal[];
  readonly votes: readonly Opinion[];
  readonly models: readonly ModelVersion[];
  readonly annotations: FileAnnotations | null;
  /** What the scorer recognises the picture by when it is submitted again with small changes; null for other files. */
  readonly likeness: string | null;
  /** What the call cost, in millionths of a US cent. Unknown, and so 0, of a call that was lost. */
  readonly cost_microcents: number;
  readonly started_at: number;
  readonly ended_at: number | null;
}
