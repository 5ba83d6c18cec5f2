import type { JobSummary, JobSummaryList } from '@firsthandapi/spec/worker';
import {
  bodyOf,
  clockTime,
  Empty,
  Icon,
  LoadedView,
  type Loading,
  useLoaded,
} from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { findPlace, nearOf, place } from '../devices/place.ts';
import { JobCard } from '../jobs/job-card.tsx';
import { Page } from '../page/page.tsx';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

/** Jobs that can be done now, those for this person first. */
export function FeedScreen() {
  const { api } = useServices();
  const near = nearOf(place.value);
  const loading = useLoaded(`jobs ${near ?? ''}`, (signal) =>
    bodyOf(api.GET('/worker/v1/jobs', { params: { query: queryOf(near) }, signal })),
  );
  return (
    <Page title={t.feed.title} meta={<PlaceButton />}>
      <div class="stack">
        <LoadedView loading={loading} what={t.feed.title} label={t.loading.jobs}>
          {(page) => <JobList page={page} near={near} loading={loading} />}
        </LoadedView>
      </div>
    </Page>
  );
}

function queryOf(near: string | undefined, cursor?: string) {
  return { ...(near !== undefined && { near }), ...(cursor !== undefined && { cursor }) };
}

interface JobListProps {
  readonly page: JobSummaryList;
  readonly near: string | undefined;
  readonly loading: Loading<JobSummaryList>;
}

function JobList({ page, near, loading }: JobListProps) {
  const { api } = useServices();
  const cursor = page.next_cursor;
  const loadMore = async () => {
    if (cursor === null) return;
    const query = queryOf(near, cursor);
    const next = await bodyOf(api.GET('/worker/v1/jobs', { params: { query } }));
    loading.set({ ...next, data: [...page.data, ...next.data] });
  };
  if (page.data.length === 0) {
    return <Empty icon="camera" title={t.feed.empty.title} text={t.feed.empty.text} />;
  }
  return (
    <>
      {page.data.filter(isHeld).map((job) => (
        <HeldJob key={job.id} job={job} />
      ))}
      <ul class="jobs cols">
        {page.data.map((job) => (
          <JobCard key={job.id} job={job} />
        ))}
      </ul>
      {page.has_more && (
        <button type="button" class="btn lg block" onClick={loadMore}>
          {t.feed.more}
        </button>
      )}
    </>
  );
}

function isHeld({ assignment }: JobSummary): boolean {
  return assignment?.status === 'running';
}

/** The way back to a job that is under way. */
function HeldJob({ job }: { readonly job: JobSummary }) {
  const { now } = useServices();
  const until = Date.parse(job.assignment?.expires_at ?? job.created_at);
  return (
    <a class="now" href={`/worker/jobs/${job.id}`}>
      <span>
        <b>{t.feed.current(job.title ?? t.job.untitled)}</b>
        <br />
        <span class="meta num">{t.feed.until(clockTime(until, now()))}</span>
      </span>
      <Icon name="right" />
    </a>
  );
}

function PlaceButton() {
  const [isRefused, setRefused] = useState(false);
  if (place.value !== null) return null;
  if (isRefused) return <p class="meta">{t.feed.placeRefused}</p>;
  const ask = () => findPlace().catch(() => setRefused(true));
  return (
    <button type="button" class="link" onClick={ask}>
      {t.feed.here}
    </button>
  );
}
