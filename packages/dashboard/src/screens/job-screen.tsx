import type { File, Job, Submission } from '@firsthandapi/spec';
import { bodyOf, LoadedView, money, SlotStrip, Stars, useLoaded } from '@firsthandapi/ui';
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { idempotent } from '../api/idempotent.ts';
import { FileGallery } from '../jobs/file-gallery.tsx';
import { SubmissionDetail } from '../jobs/submission-detail.tsx';
import { ActionDialog } from '../page/action-dialog.tsx';
import { CopyButton } from '../page/copy-button.tsx';
import { Page } from '../page/page.tsx';
import { StatusChip } from '../page/status-chip.tsx';
import { Time } from '../page/time.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

const REFRESH_MS = 3_000;
const ENDED = ['completed', 'cancelled'];

interface LoadedJob {
  readonly job: Job;
  readonly submissions: readonly Submission[];
  readonly files: readonly File[];
}

/** One job, live: its slots, its files with their scores, and what can be done. */
export default function JobScreen() {
  const { id = '' } = useRoute().params;
  const { api, environment } = useServices();
  const loading = useLoaded(
    `${environment.value} job ${id}`,
    async (signal): Promise<LoadedJob> => {
      const params = { path: { id } };
      const [job, submissions, files] = await Promise.all([
        bodyOf(api.GET('/v1/jobs/{id}', { params, signal })),
        bodyOf(api.GET('/v1/jobs/{id}/submissions', { params, signal })),
        bodyOf(api.GET('/v1/jobs/{id}/files', { params, signal })),
      ]);
      return { job, submissions: submissions.data, files: files.data };
    },
  );
  const { loaded, reload } = loading;
  const job = loaded.kind === 'loaded' ? loaded.value.job : undefined;
  const isActive = job !== undefined && !ENDED.includes(String(job.status));
  useEffect(() => {
    if (!isActive) return;
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isActive, reload]);
  return (
    <Page
      title={job?.title ?? 'Job'}
      about={job && <JobMeta job={job} isLive={isActive} />}
      actions={job && <JobActions job={job} isActive={isActive} onChanged={reload} />}
    >
      <LoadedView loading={loading} what="The job" label="Loading the job">
        {(value) => <JobView {...value} />}
      </LoadedView>
    </Page>
  );
}

function JobMeta({ job, isLive }: { readonly job: Job; readonly isLive: boolean }) {
  return (
    <p class="row wrap">
      <StatusChip status={String(job.status)} />
      {isLive && <span class="live">Live</span>}
      <span class="meta">
        Created <Time at={job.created_at} />
      </span>
      <code class="meta">{job.id}</code>
      <CopyButton text={job.id} isSmall />
    </p>
  );
}

function JobView({ job, submissions, files }: LoadedJob) {
  const [selected, select] = useState<string>();
  const chosen = submissions.find(({ id }) => id === selected);
  const open = Math.max(0, job.files_needed - job.files_approved - job.files_pending);
  return (
    <>
      <section class="card" aria-label="Slots">
        <div class="pad stack s3">
          <SlotStrip
            approved={job.files_approved}
            waiting={job.files_pending}
            open={open}
            label={`${job.files_approved} approved, ${job.files_pending} waiting for score, ${open} open, of ${job.files_needed}`}
          />
          <ul class="key">
            <li>
              <i class="sw a" />
              Approved <b>{job.files_approved}</b>
            </li>
            <li>
              <i class="sw w" />
              Waiting for score <b>{job.files_pending}</b>
            </li>
            <li>
              <i class="sw o" />
              Open <b>{open}</b>
            </li>
          </ul>
        </div>
        <dl class="kpis line">
          <Figure name="Price per file" value={money(job.price_per_file_cents)} />
          <Figure name="Spent" value={money(job.total_cost_cents)} />
          <Figure name="Least stars" value={String(job.min_star_rating)} />
          <Figure name="Your rating" value={job.rating === null ? '–' : `${job.rating} of 5`} />
        </dl>
      </section>
      <div class="split">
        <FileGallery
          submissions={submissions}
          files={files}
          selected={selected}
          onSelect={select}
        />
        {chosen !== undefined && (
          <SubmissionDetail
            submission={chosen}
            file={files.find(({ submission_id }) => submission_id === chosen.id)}
          />
        )}
      </div>
      <section class="card pad stack s2" aria-label="Description">
        <h2>Description</h2>
        <p class="lines">{job.description}</p>
      </section>
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div class="kpi">
      <dt>{name}</dt>
      <dd>
        <span class="v">{value}</span>
      </dd>
    </div>
  );
}

interface JobActionsProps {
  readonly job: Job;
  readonly isActive: boolean;
  readonly onChanged: () => void;
}

function JobActions({ job, isActive, onChanged }: JobActionsProps) {
  const [open, setOpen] = useState<'cancel' | 'rate'>();
  const close = () => setOpen(undefined);
  return (
    <>
      {isActive && (
        <button type="button" class="btn danger" onClick={() => setOpen('cancel')}>
          Cancel job
        </button>
      )}
      {job.status === 'completed' && job.rating === null && (
        <button type="button" class="btn" onClick={() => setOpen('rate')}>
          Rate the job
        </button>
      )}
      {open === 'cancel' && <CancelDialog job={job} onClose={close} onDone={onChanged} />}
      {open === 'rate' && <RateDialog job={job} onClose={close} onDone={onChanged} />}
    </>
  );
}

interface JobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function CancelDialog({ job, onClose, onDone }: JobDialogProps) {
  const { api } = useServices();
  const cancel = useAction(async () => {
    const params = { path: { id: job.id }, header: idempotent() };
    await bodyOf(api.POST('/v1/jobs/{id}/cancel', { params }));
    onClose();
    onDone();
  });
  const returned = (job.files_needed - job.files_approved) * job.price_per_file_cents;
  return (
    <ActionDialog
      title="Cancel this job?"
      verb="Cancel job"
      action={cancel}
      onClose={onClose}
      dismissal="Keep it"
      isDanger
    >
      <p>
        {job.files_approved} approved files stay yours. Up to {money(returned)} of what is held
        returns at once; people who hold a slot may still submit.
      </p>
    </ActionDialog>
  );
}

function RateDialog({ job, onClose, onDone }: JobDialogProps) {
  const { api } = useServices();
  const [rating, setRating] = useState(5);
  const rate = useAction(async () => {
    const params = { path: { id: job.id }, header: idempotent() };
    await bodyOf(api.POST('/v1/jobs/{id}/rate', { params, body: { rating } }));
    onClose();
    onDone();
  });
  return (
    <ActionDialog
      title="Rate the job"
      verb="Rate"
      action={rate}
      onClose={onClose}
      dismissal="Not now"
    >
      <fieldset class="seg">
        <legend>Stars</legend>
        {[1, 2, 3, 4, 5].map((stars) => (
          <label key={stars}>
            <input
              type="radio"
              name="rating"
              checked={rating === stars}
              onChange={() => setRating(stars)}
            />
            {stars}
          </label>
        ))}
      </fieldset>
      <Stars count={rating} label={`${rating} of 5 stars`} />
    </ActionDialog>
  );
}
