import type { SubmissionSummary, UsageRecord, UsageSummary } from '@firsthandapi/spec';
import { bodyOf, LoadedView, useLoaded } from '@firsthandapi/ui';
import { BarChart } from '../charts/bar-chart.tsx';
import { Figures, percent } from '../page/figures.tsx';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { Time } from '../page/time.tsx';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';

interface Usage {
  readonly requests: UsageSummary;
  readonly submissions: SubmissionSummary;
}

/** Requests with their errors, and what came of the jobs. */
export default function UsageScreen() {
  const { api, environment } = useServices();
  const loading = useLoaded(`${environment.value} usage`, async (signal): Promise<Usage> => {
    const [requests, submissions] = await Promise.all([
      bodyOf(api.GET('/v1/usage/summary', { signal })),
      bodyOf(api.GET('/v1/submissions/summary', { signal })),
    ]);
    return { requests, submissions };
  });
  const log = useList<UsageRecord>('requests', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/usage/requests', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  return (
    <Page
      title="Usage"
      about="Requests of all keys of this environment, and what people submitted."
    >
      <LoadedView loading={loading} what="Usage" label="Loading usage">
        {(usage) => <UsageView {...usage} />}
      </LoadedView>
      <ListTable
        list={log}
        what="Requests"
        keyOf={({ id }) => id}
        columns={COLUMNS}
        empty={{
          icon: 'clock',
          title: 'No requests yet',
          text: 'Every call of a key appears here.',
        }}
      />
    </Page>
  );
}

function UsageView({ requests, submissions }: Usage) {
  const { total_requests, failed_requests, rate_limited_requests, p95_duration_seconds } = requests;
  const { rating_histogram: stars, approval_rate } = submissions;
  return (
    <>
      <Figures
        figures={[
          { name: 'Requests', value: String(total_requests) },
          {
            name: 'Failed',
            value: String(failed_requests),
            about: `${rate_limited_requests} too fast`,
          },
          {
            name: 'Latency, p95',
            value:
              p95_duration_seconds === null
                ? '–'
                : `${Math.round(p95_duration_seconds * 1_000)} ms`,
          },
          { name: 'Approval rate', value: percent(approval_rate) },
        ]}
      />
      <div class="split even">
        <section class="card pad stack" aria-labelledby="ratings">
          <h2 id="ratings">Stars</h2>
          <BarChart
            label="Files by their stars"
            bars={(['1', '2', '3', '4', '5'] as const).map((label) => ({
              label,
              value: stars[label],
            }))}
          />
        </section>
        <section class="card pad stack" aria-labelledby="operations">
          <h2 id="operations">Operations</h2>
          <table class="fold">
            <caption class="sr">Requests by operation</caption>
            <thead>
              <tr>
                <th scope="col">Operation</th>
                <th scope="col" class="end">
                  Requests
                </th>
                <th scope="col" class="end">
                  Failed
                </th>
              </tr>
            </thead>
            <tbody>
              {requests.by_operation.map(
                ({ operation, requests: count, failed_requests: failed }) => (
                  <tr key={operation}>
                    <th scope="row">{operation ?? 'unknown'}</th>
                    <td class="end" data-l="Requests">
                      {count}
                    </td>
                    <td class="end" data-l="Failed">
                      {failed}
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}

const COLUMNS: readonly [Column<UsageRecord>, ...Column<UsageRecord>[]] = [
  {
    name: 'Request',
    cell: ({ method, path, id }) => (
      <>
        <span class="method">{method}</span> <code>{path}</code>
        <br />
        <code class="meta">{id}</code>
      </>
    ),
  },
  {
    name: 'Status',
    cell: ({ status }) => (
      <span class={status < 400 ? 'st ok' : status < 500 ? 'st warn' : 'st bad'}>{status}</span>
    ),
  },
  {
    name: 'Duration',
    cell: ({ duration_seconds }) => `${Math.round(duration_seconds * 1_000)} ms`,
    isEnd: true,
  },
  { name: 'At', cell: ({ created_at }) => <Time at={created_at} />, isEnd: true },
];
