import type { Job } from '@firsthandapi/spec/worker';
import { bodyOf, LoadedView, useLoaded } from '@firsthandapi/ui';
import { useRoute } from 'preact-iso';
import { nearOf, place } from '../devices/place.ts';
import { JobActions } from '../jobs/job-actions.tsx';
import { JobDetails } from '../jobs/job-details.tsx';
import { Page } from '../page/page.tsx';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

const BACK = { href: '/worker/', label: t.job.back };

/** One job: what it asks for, what it pays, and the one thing that can be done now. */
export function JobScreen() {
  const { api } = useServices();
  const { id = '' } = useRoute().params;
  const near = nearOf(place.value);
  const loading = useLoaded(`job ${id} ${near ?? ''}`, (signal) =>
    bodyOf(
      api.GET('/worker/v1/jobs/{id}', {
        params: { path: { id }, query: near === undefined ? {} : { near } },
        signal,
      }),
    ),
  );
  const { loaded } = loading;
  const title = loaded.kind === 'loaded' ? titleOf(loaded.value) : t.tabs.jobs;
  return (
    <Page title={title} back={BACK}>
      <LoadedView loading={loading} what={title} label={t.loading.job}>
        {(job) => (
          <div class="two-col">
            <JobDetails job={job} />
            <JobActions job={job} onChanged={loading.reload} />
          </div>
        )}
      </LoadedView>
    </Page>
  );
}

function titleOf(job: Job): string {
  return job.title ?? t.job.untitled;
}
