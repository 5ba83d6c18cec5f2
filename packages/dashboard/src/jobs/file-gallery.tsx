import type { File, Submission } from '@firsthandapi/spec';
import { Empty, Icon } from '@firsthandapi/ui';

export interface FileGalleryProps {
  readonly submissions: readonly Submission[];
  readonly files: readonly File[];
  readonly selected: string | undefined;
  readonly onSelect: (submissionId: string) => void;
}

/** The files of a job. None is shown without its verdict. */
export function FileGallery({ submissions, files, selected, onSelect }: FileGalleryProps) {
  return (
    <section class="card" aria-labelledby="files">
      <div class="card-head">
        <h2 id="files">Files</h2>
        <span class="count">{submissions.length}</span>
      </div>
      {submissions.length === 0 ? (
        <Empty
          icon="camera"
          title="Waiting for the first file"
          text="People see this job now. Their files appear here as they arrive."
        />
      ) : (
        <ul class="shots">
          {submissions.map((submission) => (
            <li key={submission.id} {...(submission.status === 'rejected' && { class: 'no' })}>
              <button
                type="button"
                class="btn ghost"
                aria-pressed={submission.id === selected}
                aria-label={`${STATUS[String(submission.status)] ?? submission.status} file ${submission.id}`}
                onClick={() => onSelect(submission.id)}
              >
                <Preview
                  submission={submission}
                  file={files.find(({ submission_id }) => submission_id === submission.id)}
                />
              </button>
              <p class="row between">
                <span class="num">
                  {submission.ai_star_rating === null ? '–' : `${submission.ai_star_rating} of 5`}
                </span>
                <span class="meta">{STATUS[String(submission.status)] ?? submission.status}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const STATUS: Readonly<Record<string, string>> = {
  pending_score: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  retry_pending: 'Retry',
};

interface PreviewProps {
  readonly submission: Submission;
  readonly file: File | undefined;
}

/** The picture, or a sign for sound and video. */
export function Preview({ submission, file }: PreviewProps) {
  const url = file?.download_url ?? submission.file_url;
  const isPicture = String(submission.content_type).startsWith('image/');
  if (isPicture && url !== null) {
    return <img class="shot wide" src={url} alt="" loading="lazy" />;
  }
  const isSound = String(submission.content_type).startsWith('audio/');
  return (
    <span class="shot wide finder">
      <Icon name={isPicture ? 'camera' : isSound ? 'microphone' : 'video'} />
    </span>
  );
}
