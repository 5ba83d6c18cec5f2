import { isPrecanned } from '../precanned/precanned-content.ts';
import type { SubmissionRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { signedUrl, URL_VALID_MS } from './signed-url.ts';

const PREVIEW_PATH = /^(sub_[0-9A-Z]+)\/preview$/;

/**
 * Whether customers get the file itself: once it is approved. What is not, stays with the person who made it. Files of
 * simulated workers belong to nobody.
 */
export function showsFile({
  status,
  content_key,
}: Pick<SubmissionRecord, 'status' | 'content_key'>): boolean {
  return content_key !== null && (status === 'approved' || isPrecanned(content_key));
}

/** Returns a link to what customers see of a submission: its file, a preview of it, or null. */
export function submissionUrl(
  work: Pick<Work, 'ports' | 'settings' | 'now'>,
  submission: SubmissionRecord,
): string | null {
  const expiresAt = work.now + URL_VALID_MS;
  if (showsFile(submission)) return signedUrl(work, submission.id, expiresAt);
  if (!submission.preview) return null;
  return signedUrl(work, `${submission.id}/preview`, expiresAt);
}

/** Returns the submission's id in the id of a preview, or undefined when it is not one. */
export function previewOf(id: string): string | undefined {
  return PREVIEW_PATH.exec(id)?.[1];
}

/** Returns the content key of the preview that an assessment made. It is deleted with the assessment. */
export function previewKey(assessmentId: string): string {
  return `${assessmentId}.preview`;
}
