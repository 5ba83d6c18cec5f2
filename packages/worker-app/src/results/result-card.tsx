import type { Submission } from '@firsthandapi/spec/worker';
import { Chip, clockTime, Icon, movement, Notice, Stars } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { captureKind } from '../media/capture-kind.ts';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';
import { AppealDialog } from './appeal-dialog.tsx';
import { DimensionBars } from './dimension-bars.tsx';
import { statusChip } from './status-chip.ts';

export interface ResultCardProps {
  readonly submission: Submission;
  readonly onChanged: () => void;
}

/** The result of one file, in this order: verdict, stars, money, dimensions, reason, what can be done. */
export function ResultCard({ submission, onChanged }: ResultCardProps) {
  const { now } = useServices();
  const kind = captureKind([submission.content_type]);
  const icon = kind === 'photo' ? 'camera' : kind === 'audio' ? 'microphone' : 'video';
  const { ai_star_rating: stars } = submission;
  return (
    <li class="card res">
      <div class="res-top">
        <span class="shot tile">
          <Icon name={icon} />
        </span>
        <div>
          <h2>{submission.job_title ?? t.job.untitled}</h2>
          <p class="meta num">
            {t.kinds[kind]}, {clockTime(Date.parse(submission.submitted_at), now())}
          </p>
          <Chip {...statusChip(String(submission.status))} />
        </div>
      </div>
      {stars !== null && (
        <div class="row between">
          <Stars count={stars} label={t.results.stars(stars)} />
          {submission.earned_cents > 0 && <b class="num">{movement(submission.earned_cents)}</b>}
        </div>
      )}
      {submission.ai_dimensions !== null && (
        <DimensionBars dimensions={submission.ai_dimensions} judged={submission.judged} />
      )}
      <Reason submission={submission} />
      <NextStep submission={submission} onChanged={onChanged} />
    </li>
  );
}

function Reason({ submission }: { readonly submission: Submission }) {
  const { status, ai_reasoning: reasoning, rejection_code: code } = submission;
  if (status === 'pending_score') {
    return (
      <p class="meta" role="status">
        {t.results.usually}
      </p>
    );
  }
  if (reasoning === null) return null;
  return (
    <p class="why">
      {reasoning}
      {code !== null && (
        <>
          {' '}
          ({t.results.code} <code>{String(code)}</code>)
        </>
      )}
    </p>
  );
}

function NextStep({ submission, onChanged }: ResultCardProps) {
  const { now } = useServices();
  const { status, retry_until: retryUntil, appeal_until: appealUntil, appeal } = submission;
  if (status === 'retry_pending' && retryUntil !== null) {
    return (
      <>
        <p class="meta">{t.results.retryUntil(clockTime(Date.parse(retryUntil), now()))}</p>
        <a
          class="btn primary lg"
          href={`/worker/jobs/${submission.job_id}/capture?retry=${submission.id}`}
        >
          {t.tryAgain}
        </a>
      </>
    );
  }
  if (appeal !== null) return <AppealStatus appeal={appeal} />;
  if (appealUntil === null) return null;
  return <AppealOffer submission={submission} onChanged={onChanged} />;
}

function AppealOffer({ submission, onChanged }: ResultCardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="row wrap between">
      <p class="meta grow">{t.results.appealHint}</p>
      <button type="button" class="btn" onClick={() => setOpen(true)}>
        {t.results.appeal}
      </button>
      {isOpen && (
        <AppealDialog
          submissionId={submission.id}
          onClose={() => setOpen(false)}
          onSent={onChanged}
        />
      )}
    </div>
  );
}

function AppealStatus({ appeal }: { readonly appeal: NonNullable<Submission['appeal']> }) {
  const { now } = useServices();
  const { status, answer } = appeal;
  if (status === 'overturned') {
    return (
      <Notice tone="ok" title={t.results.appealOverturned}>
        {answer !== null && <p class="muted">{answer}</p>}
      </Notice>
    );
  }
  const title =
    status === 'open'
      ? t.results.appealOpen(clockTime(Date.parse(appeal.answer_due_at), now()))
      : t.results.appealUpheld;
  return (
    <Notice tone="info" title={title}>
      {answer !== null && <p class="muted">{answer}</p>}
    </Notice>
  );
}
