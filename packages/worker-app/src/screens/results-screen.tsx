import type { SubmissionList } from '@firsthandapi/spec/worker';
import { bodyOf, Empty, LoadedView, type Loading, useLoaded } from '@firsthandapi/ui';
import { useEffect, useState } from 'preact/hooks';
import type { HandedInStatus } from '../outbox/outbox-item.ts';
import { Page } from '../page/page.tsx';
import { isAwaited } from '../results/is-awaited.ts';
import { ResultCard } from '../results/result-card.tsx';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

const STATUSES = ['pending_score', 'approved', 'retry_pending', 'rejected'] as const;
/** While something is on its way or waits for its score. */
const REFRESH_MS = 3_000;

/** What became of every file: verdict, stars, money, reason, what can be done. */
export default function ResultsScreen() {
  const { api, outbox } = useServices();
  const [status, setStatus] = useState<HandedInStatus>();
  const query = status === undefined ? {} : { status };
  const loading = useLoaded(`results ${status ?? 'all'}`, (signal) =>
    bodyOf(api.GET('/worker/v1/submissions', { params: { query }, signal })),
  );
  const { loaded, reload } = loading;
  const page = loaded.kind === 'loaded' ? loaded.value.data : [];
  const shown = new Set(page.map(({ id }) => id));
  const isWaiting =
    page.some((each) => each.status === 'pending_score') ||
    (status === undefined && outbox.items.value.some((item) => isAwaited(item, shown)));
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isWaiting, reload]);
  useEffect(() => {
    if (loaded.kind !== 'loaded') return;
    for (const submission of loaded.value.data) {
      const item = outbox.items.value.find(
        ({ state }) => state.kind === 'handed_in' && state.submissionId === submission.id,
      );
      // What is decided is told here: the outbox keeps what is still under way.
      if (item !== undefined && submission.status !== 'pending_score') void outbox.remove(item.id);
    }
  }, [loaded, outbox]);
  return (
    <Page title={t.results.title}>
      <div class="stack">
        <StatusFilter status={status} onChange={setStatus} />
        <LoadedView loading={loading} what={t.results.title} label={t.loading.results}>
          {(page) => <ResultList page={page} loading={loading} query={query} />}
        </LoadedView>
      </div>
    </Page>
  );
}

interface StatusFilterProps {
  readonly status: HandedInStatus | undefined;
  readonly onChange: (status: HandedInStatus | undefined) => void;
}

function StatusFilter({ status, onChange }: StatusFilterProps) {
  return (
    <fieldset class="pills">
      <legend class="sr">{t.results.show}</legend>
      {[undefined, ...STATUSES].map((each) => (
        <label key={each ?? 'all'} class="pill">
          <input
            type="radio"
            name="status"
            checked={each === status}
            onChange={() => onChange(each)}
          />
          {each === undefined ? t.results.all : t.status[each]}
        </label>
      ))}
    </fieldset>
  );
}

interface ResultListProps {
  readonly page: SubmissionList;
  readonly loading: Loading<SubmissionList>;
  readonly query: { readonly status?: HandedInStatus };
}

function ResultList({ page, loading, query }: ResultListProps) {
  const { api } = useServices();
  const cursor = page.next_cursor;
  const loadMore = async () => {
    if (cursor === null) return;
    const params = { query: { ...query, cursor } };
    const next = await bodyOf(api.GET('/worker/v1/submissions', { params }));
    loading.set({ ...next, data: [...page.data, ...next.data] });
  };
  if (page.data.length === 0) {
    return (
      <Empty icon="star" title={t.results.empty.title} text={t.results.empty.text}>
        <a class="btn lg" href="/worker/">
          {t.outbox.find}
        </a>
      </Empty>
    );
  }
  return (
    <>
      <ul class="jobs cols">
        {page.data.map((submission) => (
          <ResultCard key={submission.id} submission={submission} onChanged={loading.reload} />
        ))}
      </ul>
      {page.has_more && (
        <button type="button" class="btn lg block" onClick={loadMore}>
          {t.results.more}
        </button>
      )}
    </>
  );
}
