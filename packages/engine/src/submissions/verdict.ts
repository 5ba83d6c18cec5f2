import type {
  JobRecord,
  RejectionCode,
  SubmissionRecord,
  SubmissionStatus,
} from '../store/records.ts';

/** The consequence of a star rating for a submission. */
export interface Verdict {
  readonly status: Exclude<SubmissionStatus, 'pending_score'>;
  /** Whether the worker gets a strike. */
  readonly strike: boolean;
  /** Why it is rejected; null when it is not. */
  readonly rejection_code: RejectionCode | null;
}

const LOWEST_RATING = 1;
const MAX_ATTEMPTS = 2;

/**
 * Returns the verdict on a rating: approved from the job's threshold up. Below it, 1 star is rejected with a strike;
 * anything better may be submitted once more (contract §5).
 */
export function verdictOf(
  stars: number,
  attempt: number,
  { min_star_rating }: Pick<JobRecord, 'min_star_rating'>,
): Verdict {
  if (stars >= min_star_rating) {
    return { status: 'approved', strike: false, rejection_code: null };
  }
  if (stars <= LOWEST_RATING) return rejectedOutright('unusable');
  if (attempt < MAX_ATTEMPTS) {
    return { status: 'retry_pending', strike: false, rejection_code: null };
  }
  return { status: 'rejected', strike: false, rejection_code: 'below_threshold' };
}

/** Returns the verdict on a file that is rejected with 1 star, whatever the job's threshold: it must not be charged. */
export function rejectedOutright(rejection_code: RejectionCode): Verdict {
  return { status: 'rejected', strike: true, rejection_code };
}

/** Whether an image or video is below the job's minimum width or height. Audio has neither. */
export function isTooSmall(
  media: Pick<SubmissionRecord, 'width' | 'height'>,
  { min_width, min_height }: Pick<JobRecord, 'min_width' | 'min_height'>,
): boolean {
  const misses = (size: number | null, least: number | null) =>
    size !== null && least !== null && size < least;
  return misses(media.width, min_width) || misses(media.height, min_height);
}
