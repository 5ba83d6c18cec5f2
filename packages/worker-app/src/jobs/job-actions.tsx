import type { Assignment, Job } from '@firsthandapi/spec/worker';
import { ApiFailure, bodyOf, clockTime, countdown, Dialog, money, Notice } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { findPlace, type place } from '../devices/place.ts';
import { captureKind } from '../media/capture-kind.ts';
import { isUnsent } from '../outbox/outbox-item.ts';
import { useServices } from '../services/services.ts';
import { useNow } from '../services/use-now.ts';
import { t } from '../text/texts.ts';
import { reasonText, whyNot } from './why-not.ts';

export interface JobActionsProps {
  readonly job: Job;
  readonly onChanged: () => void;
}

/** The bar at the bottom: the one thing that can be done now. */
export function JobActions({ job, onChanged }: JobActionsProps) {
  const { assignment } = job;
  return (
    <aside class="act" aria-label={t.job.acceptLabel}>
      {assignment?.status === 'running' ? (
        <HeldActions job={job} assignment={assignment} onChanged={onChanged} />
      ) : (
        <AcceptAction job={job} onChanged={onChanged} />
      )}
    </aside>
  );
}

function AcceptAction({ job, onChanged }: JobActionsProps) {
  const { api } = useServices();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const slots = Math.min(job.files_per_submission, job.files_left);
  const accept = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const position = job.area === null ? null : await findPlace();
      await bodyOf(
        api.POST('/worker/v1/jobs/{id}/accept', {
          params: { path: { id: job.id }, header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: { slots, ...(position !== null && { position: positionBody(position) }) },
        }),
      );
      onChanged();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  if (!job.is_eligible) {
    return (
      <div class="stack s3">
        <Notice tone="info" title={t.job.notForYou}>
          <p class="muted">{whyNot(job.why_not)}</p>
        </Notice>
      </div>
    );
  }
  return (
    <div class="stack s3">
      {problem !== undefined && (
        <Notice tone="warn" title={t.job.takenTitle}>
          <p class="muted">{problem}</p>
        </Notice>
      )}
      <div class="row">
        <p class="num grow">
          <b>{t.job.upTo(money(slots * job.reward_cents))}</b>
          <br />
          <span class="meta">{t.job.minutes(Math.round(job.lease_seconds / 60))}</span>
        </p>
        <button
          type="button"
          class="btn primary lg"
          aria-busy={isBusy}
          disabled={isBusy}
          onClick={accept}
        >
          {t.job.accept}
        </button>
      </div>
    </div>
  );
}

function positionBody({ latitude, longitude, accuracy }: NonNullable<typeof place.value>) {
  return { lat: latitude, lng: longitude, accuracy_m: accuracy };
}

interface HeldActionsProps extends JobActionsProps {
  readonly assignment: Assignment;
}

function HeldActions({ job, assignment, onChanged }: HeldActionsProps) {
  const { api } = useServices();
  const { route } = useLocation();
  const now = useNow();
  const [isAsking, setAsking] = useState(false);
  const until = Date.parse(assignment.expires_at);
  const extend = async () => {
    const header = { 'Idempotency-Key': crypto.randomUUID() };
    await bodyOf(
      api.POST('/worker/v1/jobs/{id}/extend', { params: { path: { id: job.id }, header } }),
    );
    onChanged();
  };
  return (
    <div class="stack s3">
      <p class="num">{t.job.yours(clockTime(until, now), countdown(until - now))}</p>
      {assignment.can_extend && (
        <p class="meta">
          {t.job.extendHint}{' '}
          <button type="button" class="link" onClick={extend}>
            {t.job.extend}
          </button>
        </p>
      )}
      <div class="row">
        <button type="button" class="btn lg" onClick={() => setAsking(true)}>
          {t.job.returnJob}
        </button>
        <button
          type="button"
          class="btn primary lg"
          onClick={() => route(`/worker/jobs/${job.id}/capture`)}
        >
          {t.capture.take[captureKind(job.accepted_formats)]}
        </button>
      </div>
      {isAsking && (
        <ReturnDialog job={job} onClose={() => setAsking(false)} onReturned={onChanged} />
      )}
    </div>
  );
}

interface ReturnDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
  readonly onReturned: () => void;
}

function ReturnDialog({ job, onClose, onReturned }: ReturnDialogProps) {
  const { api, outbox, sender } = useServices();
  const giveBack = async () => {
    const header = { 'Idempotency-Key': crypto.randomUUID() };
    await bodyOf(
      api.POST('/worker/v1/jobs/{id}/return', { params: { path: { id: job.id }, header } }),
    );
    for (const item of outbox.items.value) {
      if (item.jobId === job.id && isUnsent(item) && !item.isSubmitted)
        await sender.remove(item.id);
    }
    onClose();
    onReturned();
  };
  return (
    <Dialog
      title={t.job.returnTitle}
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn" onClick={onClose}>
            {t.job.keep}
          </button>
          <button type="button" class="btn danger" onClick={giveBack}>
            {t.job.returnJob}
          </button>
        </>
      }
    >
      <p class="muted">{t.job.returnText}</p>
    </Dialog>
  );
}

function sentenceOf(error: unknown): string {
  if (error instanceof ApiFailure) {
    return error.status === 409 ? reasonText(error.code) : error.message;
  }
  return t.capture.placeNeeded;
}
