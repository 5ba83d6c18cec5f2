import type { Job } from '@firsthandapi/spec/worker';
import { duration, Icon, language, money, SlotStrip } from '@firsthandapi/ui';
import { captureKind, formatNames } from '../media/capture-kind.ts';
import { t } from '../text/texts.ts';

/** Everything that a person should know before they accept a job. */
export function JobDetails({ job }: { readonly job: Job }) {
  return (
    <div class="stack s6">
      <Requirements job={job} />
      <dl class="card facts">
        <div>
          <dt>{t.job.perFile}</dt>
          <dd>{money(job.reward_cents)}</dd>
        </div>
        <div>
          <dt>{t.job.files}</dt>
          <dd>{t.job.oneTo(job.files_per_submission)}</dd>
        </div>
        <div>
          <dt>{t.job.time}</dt>
          <dd>{t.job.minutes(Math.round(job.lease_seconds / 60))}</dd>
        </div>
      </dl>
      <TextSection title={t.job.what} text={job.description} />
      <TextSection title={t.job.guidelines} text={job.worker_guidelines} />
      <TextSection title={t.job.criteria} text={job.scoring_criteria} />
      <Scoring job={job} />
      <Places job={job} />
    </div>
  );
}

function Requirements({ job }: { readonly job: Job }) {
  return (
    <p class="row meta">
      <Icon name="info" />
      <span class="dots">
        <span>{t.kinds[captureKind(job.accepted_formats)]}</span>
        <span>{formatNames(job.accepted_formats, language)}</span>
        {job.min_width !== null && job.min_height !== null && (
          <span>{t.job.atLeast(job.min_width, job.min_height)}</span>
        )}
      </span>
    </p>
  );
}

interface TextSectionProps {
  readonly title: string;
  readonly text: string | null;
}

/** The buyer's words, with their line breaks. Never as HTML. */
function TextSection({ title, text }: TextSectionProps) {
  if (text === null || text === '') return null;
  return (
    <section class="stack s3">
      <h2>{title}</h2>
      <p class="lines">{text}</p>
    </section>
  );
}

function Scoring({ job: { min_star_rating, buyer } }: { readonly job: Job }) {
  const { approval_rate, median_score_seconds } = buyer;
  return (
    <section class="stack s3">
      <h2>{t.job.scored}</h2>
      <p class="muted">{t.job.scoring(min_star_rating)}</p>
      <dl class="kv">
        {median_score_seconds !== null && (
          <>
            <dt>{t.job.usually}</dt>
            <dd class="num">{duration(median_score_seconds * 1_000)}</dd>
          </>
        )}
        <dt>{t.job.approves}</dt>
        <dd class="num">
          {approval_rate === null ? t.job.newBuyer : t.job.ofFiles(Math.round(approval_rate * 100))}
        </dd>
        <dt>{t.job.who}</dt>
        <dd>{t.job.whoText}</dd>
      </dl>
    </section>
  );
}

function Places({ job: { files_approved, files_pending, files_left } }: { readonly job: Job }) {
  const key = [
    ['a', t.job.approved, files_approved],
    ['w', t.job.waiting, files_pending],
    ['o', t.job.open, files_left],
  ] as const;
  return (
    <section class="stack s3">
      <h2>{t.job.places}</h2>
      <SlotStrip
        approved={files_approved}
        waiting={files_pending}
        open={files_left}
        label={t.job.slots(files_approved, files_pending, files_left)}
      />
      <ul class="key">
        {key.map(([kind, name, count]) => (
          <li key={kind}>
            <i class={`sw ${kind}`} />
            {name} <b>{count}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
