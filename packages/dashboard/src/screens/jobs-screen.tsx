import type { Job } from '@firsthandapi/spec';
import { bodyOf, money, SlotStrip } from '@firsthandapi/ui';
import { useLocation } from 'preact-iso';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { StatusChip } from '../page/status-chip.tsx';
import { Time } from '../page/time.tsx';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';
import { FirstCall } from '../snippets/first-call.tsx';

const STATUSES = ['open', 'filled', 'in_progress', 'completed', 'cancelled'] as const;
type Status = (typeof STATUSES)[number];

/** All jobs of the environment, newest first. The filter is part of the address. */
export default function JobsScreen() {
  const { api } = useServices();
  const { query } = useLocation();
  const status = STATUSES.find((each) => each === query.status);
  const list = useList<Job>(`jobs ${status ?? ''}`, (cursor, signal) =>
    bodyOf(
      api.GET('/v1/jobs', {
        params: {
          query: {
            ...(status !== undefined && { status }),
            ...(cursor !== undefined && { cursor }),
          },
        },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  return (
    <Page
      title="Jobs"
      actions={
        <a class="btn primary" href="/dashboard/jobs/new">
          Create job
        </a>
      }
    >
      <StatusFilter status={status} />
      <ListTable
        list={list}
        what="Jobs"
        keyOf={({ id }) => id}
        columns={COLUMNS}
        empty={{
          icon: 'camera',
          title: 'No jobs yet',
          text: 'A job asks people for files. Post the first one here, or by the same call from your code.',
          action: <FirstCall />,
        }}
      />
    </Page>
  );
}

function StatusFilter({ status }: { readonly status: Status | undefined }) {
  const { route } = useLocation();
  return (
    <fieldset class="seg">
      <legend class="sr">Status</legend>
      {[undefined, ...STATUSES].map((each) => (
        <label key={each ?? 'all'}>
          <input
            type="radio"
            name="status"
            checked={each === status}
            onChange={() =>
              route(each === undefined ? '/dashboard/jobs' : `/dashboard/jobs?status=${each}`)
            }
          />
          {each === undefined ? 'All' : WORDS[each]}
        </label>
      ))}
    </fieldset>
  );
}

const WORDS: Readonly<Record<Status, string>> = {
  open: 'Open',
  filled: 'Filled',
  in_progress: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

const COLUMNS: readonly [Column<Job>, ...Column<Job>[]] = [
  {
    name: 'Job',
    cell: (job) => (
      <>
        <a class="rowlink" href={`/dashboard/jobs/${job.id}`}>
          {job.title ?? job.description.slice(0, 60)}
        </a>
        <br />
        <code class="meta">{job.id}</code>
      </>
    ),
  },
  { name: 'Status', cell: ({ status }) => <StatusChip status={String(status)} /> },
  {
    name: 'Slots',
    cell: ({ files_approved, files_pending, files_needed }) => {
      const open = Math.max(0, files_needed - files_approved - files_pending);
      return (
        <SlotStrip
          approved={files_approved}
          waiting={files_pending}
          open={open}
          label={`${files_approved} approved, ${files_pending} waiting for score, ${open} open, of ${files_needed}`}
        />
      );
    },
  },
  {
    name: 'Approved',
    cell: ({ files_approved, files_needed }) => `${files_approved} of ${files_needed}`,
    isEnd: true,
  },
  { name: 'Spent', cell: ({ total_cost_cents }) => money(total_cost_cents), isEnd: true },
  { name: 'Created', cell: ({ created_at }) => <Time at={created_at} />, isEnd: true },
];
