import type { ComponentChildren } from 'preact';
import type { ApiFailure } from '../api/api-failure.ts';
import { clockTime } from '../format/format.ts';
import { Notice } from '../parts/notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useLoadingHost } from './loading-host.ts';
import type { Loading } from './use-loaded.ts';

export interface LoadedViewProps<T> {
  readonly loading: Loading<T>;
  /** What is loaded, such as "Results". */
  readonly what: string;
  readonly label: string;
  readonly children: (value: T) => ComponentChildren;
}

/** Shows what is loaded, its age when it could not be loaded again, or why it could not be loaded. */
export function LoadedView<T>({ loading, what, label, children }: LoadedViewProps<T>) {
  const { now, texts } = useLoadingHost();
  const { loaded, reload } = loading;
  if (loaded.kind === 'loading') return <Skeleton label={label} />;
  if (loaded.kind === 'failed') {
    return <FailureNotice what={what} failure={loaded.failure} onRetry={reload} />;
  }
  return (
    <>
      {loaded.failure !== undefined && (
        <Notice tone="warn" title={texts.stale.title}>
          <p class="muted">{texts.stale.text(clockTime(loaded.at, now()))}</p>
        </Notice>
      )}
      {children(loaded.value)}
    </>
  );
}

export interface FailureNoticeProps {
  readonly what: string;
  readonly failure: ApiFailure;
  readonly onRetry: () => void;
}

/** What failed, what is safe, and another try. */
export function FailureNotice({ what, failure, onRetry }: FailureNoticeProps) {
  const { texts } = useLoadingHost();
  return (
    <Notice tone="bad" title={texts.failed.title(what)}>
      <p class="muted">
        {failure.status === 0 ? texts.failed.noConnection : texts.failed.other(failure.message)}
      </p>
      {failure.requestId !== null && (
        <p class="meta">{texts.failed.requestId(failure.requestId)}</p>
      )}
      <p class="row">
        <button type="button" class="btn sm" onClick={onRetry}>
          {texts.tryAgain}
        </button>
      </p>
    </Notice>
  );
}
