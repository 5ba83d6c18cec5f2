import { bodyOf, LoadedView, useLoaded } from '@firsthandapi/ui';
import '../../style/capture.css';
import type { Job } from '@firsthandapi/spec/worker';
import { useLocation, useRoute } from 'preact-iso';
import { CaptureView } from '../capture/capture-view.tsx';
import { captureKind } from '../media/capture-kind.ts';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

/** The camera or microphone for a job. `?retry=` names the submission whose second attempt it is. */
export default function CaptureScreen() {
  const { api } = useServices();
  const { id = '' } = useRoute().params;
  const { query } = useLocation();
  const loading = useLoaded(`job ${id} `, (signal) =>
    bodyOf(api.GET('/worker/v1/jobs/{id}', { params: { path: { id } }, signal })),
  );
  return (
    <main id="main" class="capture">
      <LoadedView loading={loading} what={t.tabs.jobs} label={t.loading.job}>
        {(job: Job) => (
          <CaptureView
            job={job}
            kind={captureKind(job.accepted_formats)}
            retryOf={query.retry ?? null}
          />
        )}
      </LoadedView>
    </main>
  );
}
