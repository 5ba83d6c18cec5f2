import type { File, Submission } from '@firsthandapi/spec';
import { fileSize, Stars } from '@firsthandapi/ui';
import { CopyButton } from '../page/copy-button.tsx';
import { StatusChip } from '../page/status-chip.tsx';
import { Time } from '../page/time.tsx';
import { Preview } from './file-gallery.tsx';

export interface SubmissionDetailProps {
  readonly submission: Submission;
  /** The approved file; undefined for every other submission. */
  readonly file: File | undefined;
}

/** One file: the picture with its verdict, and the verdict with its reason. */
export function SubmissionDetail({ submission, file }: SubmissionDetailProps) {
  const { ai_star_rating: stars, ai_dimensions: dimensions } = submission;
  return (
    <aside class="card side" aria-labelledby="submission">
      <div class="card-head">
        <h2 id="submission">File</h2>
        <StatusChip status={String(submission.status)} />
      </div>
      <div class="pad stack">
        <Preview submission={submission} file={file} />
        {stars !== null && <Stars count={stars} label={`${stars} of 5 stars`} />}
        {submission.ai_reasoning !== null && <p class="why">{submission.ai_reasoning}</p>}
        <dl class="kv">
          {dimensions !== null && (
            <>
              <dt>Relevance</dt>
              <dd>{dimensions.relevance} of 5</dd>
              <dt>Quality</dt>
              <dd>{dimensions.quality} of 5</dd>
              <dt>Completeness</dt>
              <dd>{dimensions.completeness} of 5</dd>
            </>
          )}
          <dt>Submitted</dt>
          <dd>
            <Time at={submission.submitted_at} />
          </dd>
          <dt>Attempt</dt>
          <dd>{submission.attempt}</dd>
          <dt>Size</dt>
          <dd>{fileSize(submission.size_bytes)}</dd>
          <dt>Submission</dt>
          <dd>
            <code>{submission.id}</code>
          </dd>
        </dl>
        <div class="row wrap">
          {file !== undefined && (
            <a class="btn" href={file.download_url} download>
              Download
            </a>
          )}
          <CopyButton text={submission.id} isSmall />
        </div>
      </div>
    </aside>
  );
}
