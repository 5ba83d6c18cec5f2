import type { JobRow, WorldState } from '../../../src/window/protocol.ts';
import type { Place } from '../../model/place.ts';
import { countText, shortId } from '../../model/text.ts';
import { Icon } from '../parts/icon.tsx';
import { useLink } from '../parts/session-context.ts';
import { SlotStrip } from '../parts/slot-strip.tsx';
import { StatusChip } from '../parts/status-chip.tsx';

/** The jobs of a world, newest first. */
export function JobList({ world, place }: { readonly world: WorldState; readonly place: Place }) {
  return (
    <div role="tabpanel" id="lists" aria-labelledby={`lists-${place.list}`}>
      {world.jobs.length === 0 && (
        <div class="empty">
          <span class="finder">
            <Icon name="file" />
          </span>
          <h3>No job yet</h3>
          <p>
            POST /v1/jobs creates one. Simulated workers deliver its files on the world’s clock.
          </p>
        </div>
      )}
      <ol class="log jobs" aria-label="Jobs, newest first">
        {world.jobs.map((job) => (
          <JobListRow key={job.id} job={job} isSelected={job.id === place.job} />
        ))}
      </ol>
      {world.jobs_total > world.jobs.length && (
        <p class="pager">
          The newest {world.jobs.length} of {countText(world.jobs_total, 'job')}.
        </p>
      )}
    </div>
  );
}

function JobListRow({ job, isSelected }: { readonly job: JobRow; readonly isSelected: boolean }) {
  const link = useLink();
  return (
    <li>
      <a
        {...link({ job: job.id, entry: null, list: 'jobs', tab: 'overview' })}
        aria-current={isSelected ? 'true' : undefined}
      >
        <span class="p">{job.title ?? job.description}</span>
        <StatusChip status={job.status} />
        <SlotStrip job={job} />
        <span class="why num">
          {job.files_approved} of {countText(job.files_needed, 'file')} approved
          {job.files_waiting > 0 && `, ${job.files_waiting} waiting`}
          {' · '}
          {job.environment === 'live' && 'live · '}
          {shortId(job.id)}
        </span>
      </a>
    </li>
  );
}
