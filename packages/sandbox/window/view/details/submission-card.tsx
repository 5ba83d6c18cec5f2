import { useEffect, useState } from 'preact/hooks';
import type { SubmissionRow } from '../../../src/window/protocol.ts';
import { sizeText } from '../../model/text.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../parts/session-context.ts';
import { StatusChip } from '../parts/status-chip.tsx';

/** A larger picture takes hundreds of megabytes when it is decoded: it is shown on request. */
const LARGEST_PICTURE = 2_048 * 2_048;

/** What the card needs. */
export interface SubmissionCardProps {
  readonly submission: SubmissionRow;
  readonly number: number;
  readonly world: string;
}

/** A submitted file with its verdict. */
export function SubmissionCard({ submission, number, world }: SubmissionCardProps) {
  const { content_type, size_bytes, width, height, stars, reasoning, attempt } = submission;
  const size = width === null || height === null ? '' : `${width} × ${height}, `;
  return (
    <li>
      <Preview submission={submission} number={number} world={world} />
      <span class="row wrap between">
        <StatusChip status={submission.status} />
        {stars !== null && (
          <span class="row num strong">
            <svg class="star" viewBox="0 0 16 16" aria-hidden="true">
              <path d="m8 1 2.2 4.6 5 .7-3.6 3.5.9 5L8 12.4l-4.5 2.4.9-5L.8 6.3l5-.7z" />
            </svg>
            {stars}
            <span class="sr"> stars</span>
          </span>
        )}
      </span>
      {reasoning !== null && <span class="muted">{reasoning}</span>}
      <span class="meta num">
        {size}
        {content_type.replace('image/', '')}, {sizeText(size_bytes)}
        {attempt > 1 && ', second attempt'}
      </span>
    </li>
  );
}

function Preview({ submission, number, world }: SubmissionCardProps) {
  const { id, content_type, width, height, has_content } = submission;
  const isPicture = content_type.startsWith('image/');
  const [isWanted, setWanted] = useState(
    isPicture && (width ?? 0) * (height ?? 0) <= LARGEST_PICTURE,
  );
  const content = useContent(world, id, isWanted && has_content);
  const name = `File ${number}`;
  if (!has_content) return <span class="shot">No content</span>;
  if (content === 'failed') return <span class="shot">Could not be loaded</span>;
  if (content === null) {
    return (
      <span class="shot">
        {isWanted ? (
          <Icon name="file" />
        ) : (
          <button type="button" class="btn sm" onClick={() => setWanted(true)}>
            Show<span class="sr"> {name}</span>
          </button>
        )}
      </span>
    );
  }
  return (
    <span class="shot">
      {isPicture && (
        <img src={content} alt={`${name}, ${submission.status.replaceAll('_', ' ')}`} />
      )}
      {/* biome-ignore-start lint/a11y/useMediaCaption: files of workers have no captions. */}
      {content_type.startsWith('audio/') && <audio src={content} controls aria-label={name} />}
      {content_type.startsWith('video/') && <video src={content} controls aria-label={name} />}
      {/* biome-ignore-end lint/a11y/useMediaCaption: files of workers have no captions. */}
    </span>
  );
}

/** Loads a file, whose request carries the token, and returns a URL that lasts as long as the card. */
function useContent(world: string, id: string, isWanted: boolean): string | null {
  const session = useSession();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    const loading = new AbortController();
    let made: string | undefined;
    session.server.content(world, id, loading.signal).then(
      (blob) => {
        if (loading.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      () => {
        if (!loading.signal.aborted) setUrl('failed');
      },
    );
    return () => {
      loading.abort();
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [session, world, id, isWanted]);
  return url;
}
