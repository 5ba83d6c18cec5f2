import { Notice, Skeleton } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';
import type { ApiFailure } from '../api/api-failure.ts';
import { useServices } from '../services/services.ts';
import { clockTime } from '../text/format.ts';
import { t } from '../text/texts.ts';
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
  const { now } = useServices();
  const { loaded, reload } = loading;
  if (loaded.kind === 'loading') return <Skeleton label={label} />;
  if (loaded.kind === 'failed') {
    return <FailureNotice what={what} failure={loaded.failure} onRetry={reload} />;
  }
  return (
    <>
      {loaded.failure !== undefined && (
        <Notice tone="warn" title={t.stale.title}>
          <p class="muted">{t.stale.text(clockTime(loaded.at, now()))}</p>
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
  return (
    <Notice tone="bad" title={t.failed.title(what)}>
      <p class="muted">
        {failure.status === 0 ? t.failed.noConnection : t.failed.other(failure.message)}
      </p>
      {failure.requestId !== null && <p class="meta">{t.failed.requestId(failure.requestId)}</p>}
      <p class="row">
        <button type="button" class="btn sm" onClick={onRetry}>
          {t.tryAgain}
        </button>
      </p>
    </Notice>
  );
}
