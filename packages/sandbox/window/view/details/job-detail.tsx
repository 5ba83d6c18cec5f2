import type { JobDetail, WorldState } from '../../../src/window/protocol.ts';
import { countText, momentText } from '../../model/text.ts';
import { canMove } from '../clock/clock-bar.tsx';
import { CodeBlock } from '../parts/code-block.tsx';
import { DetailHead } from '../parts/detail-head.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSession } from '../parts/session-context.ts';
import { SlotStrip } from '../parts/slot-strip.tsx';
import { StatusChip } from '../parts/status-chip.tsx';
import { SubmissionCard } from './submission-card.tsx';

/** A job with its files. */
export function JobDetailView({
  detail,
  world,
}: {
  readonly detail: JobDetail;
  readonly world: WorldState;
}) {
  const session = useSession();
  const { job, submissions, submissions_total, json } = detail;
  const isFinal = job.status === 'completed' || job.status === 'cancelled';
  const runUntil = () =>
    session.attempt(
      () =>
        session.server.control(world.world, 'POST', '/clock/run_until', {
          job_id: job.id,
          status: 'completed',
        }),
      'The job is completed',
    );
  return (
    <>
      <DetailHead title={job.title ?? job.description}>
        {canMove(world) && !isFinal && (
          <button type="button" class="btn sm" onClick={runUntil}>
            Run until completed
          </button>
        )}
      </DetailHead>
      <div class="pad">
        {!isFinal && world.clock.mode === 'manual' && !world.has_ended && (
          <Notice tone="info" title="The job waits, and the clock stands still">
            This world has a manual clock. Press “Next due”, or move the clock in your test.
          </Notice>
        )}
        <div class="stack s3">
          <div class="row wrap between">
            <StatusChip status={job.status} />
            <span class="num">
              {job.files_approved} of {countText(job.files_needed, 'file')} approved
              {job.files_waiting > 0 && `, ${job.files_waiting} waiting`}
            </span>
          </div>
          <SlotStrip job={job} />
          <dl class="kv">
            <div class="kv-pair">
              <dt>Id</dt>
              <dd class="mono">{job.id}</dd>
            </div>
            <div class="kv-pair">
              <dt>Environment</dt>
              <dd>{job.environment}</dd>
            </div>
            <div class="kv-pair">
              <dt>Created</dt>
              <dd class="num">{momentText(job.created_at)} UTC</dd>
            </div>
          </dl>
        </div>
        <h3>Files</h3>
        {submissions.length === 0 && <p class="meta">No worker has uploaded a file yet.</p>}
        <ul class="shots">
          {submissions.map((submission, index) => (
            <SubmissionCard
              key={submission.id}
              submission={submission}
              number={index + 1}
              world={world.world}
            />
          ))}
        </ul>
        {submissions_total > submissions.length && (
          <p class="meta">
            The first {submissions.length} of {countText(submissions_total, 'submission')}.
          </p>
        )}
        <CodeBlock title="Job, as the API returns it" text={json} />
      </div>
    </>
  );
}
