import type { JobSummary } from '@firsthandapi/spec/worker';
import { distance, Icon, type IconName, money, relative } from '@firsthandapi/ui';
import { captureKind } from '../media/capture-kind.ts';
import type { CaptureKind } from '../outbox/outbox-item.ts';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';
import { whyNot } from './why-not.ts';

const ICONS: Readonly<Record<CaptureKind, IconName>> = {
  photo: 'camera',
  audio: 'microphone',
  video: 'video',
};

/** A job in the feed. One that is not for this person says why. */
export function JobCard({ job }: { readonly job: JobSummary }) {
  const { now } = useServices();
  const kind = captureKind(job.accepted_formats);
  const isHeld = job.assignment?.status === 'running';
  return (
    <li class={job.is_eligible || isHeld ? 'card job' : 'card job no'}>
      <span class="tile">
        <Icon name={ICONS[kind]} />
      </span>
      <div>
        <h2>
          <a href={`/worker/jobs/${job.id}`}>{job.title ?? t.job.untitled}</a>
        </h2>
        <p class="meta">
          {t.kinds[kind]}, {t.feed.upTo(job.files_per_submission)}
        </p>
      </div>
      <p class="pay">
        <b>{money(job.reward_cents)}</b>
        <small>{t.feed.perFile}</small>
      </p>
      <div class="more">
        <p class="muted">{job.summary}</p>
        {!job.is_eligible && !isHeld && (
          <p class="row meta">
            <Icon name="info" />
            {whyNot(job.why_not)}
          </p>
        )}
        <p class="meta dots num">
          {job.distance_km !== null && <span>{distance(job.distance_km)}</span>}
          <span>{t.feed.left(job.files_left)}</span>
          {job.deadline !== null && (
            <span>{t.feed.ends(relative(Date.parse(job.deadline), now()))}</span>
          )}
        </p>
      </div>
    </li>
  );
}
