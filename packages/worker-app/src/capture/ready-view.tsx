import type { Job } from '@firsthandapi/spec/worker';
import { money } from '@firsthandapi/ui';
import { useLocation } from 'preact-iso';
import { isUnsent } from '../outbox/outbox-item.ts';
import { submitFiles } from '../outbox/submit-files.ts';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

export interface ReadyViewProps {
  readonly job: Job;
  readonly onAdd: () => void;
}

/** The files are safe on this phone: hand them in, or add one. */
export function ReadyView({ job, onAdd }: ReadyViewProps) {
  const { outbox, sender } = useServices();
  const { route } = useLocation();
  const files = outbox.items.value.filter((item) => item.jobId === job.id && isUnsent(item));
  const most = job.assignment?.slots ?? job.files_per_submission;
  const submit = async () => {
    await submitFiles(outbox, sender, job.id);
    route('/worker/outbox');
  };
  return (
    <>
      <div class="cap-body">
        <h2 role="status">
          {t.capture.ready(files.length, money(files.length * job.reward_cents))}
        </h2>
        <p>{t.capture.declaration}</p>
      </div>
      <div class="cap-two">
        {files.length < most && (
          <button type="button" class="btn lg" onClick={onAdd}>
            {t.capture.add}
          </button>
        )}
        <button type="button" class="btn lg white" onClick={submit}>
          {t.capture.submit}
        </button>
      </div>
    </>
  );
}
