import type { CreditBalance, Job, SubmissionSummary } from '@firsthandapi/spec';
import { bodyOf, duration, LoadedView, money, useLoaded } from '@firsthandapi/ui';
import { Figures, percent } from '../page/figures.tsx';
import { Page } from '../page/page.tsx';
import { StatusChip } from '../page/status-chip.tsx';
import { useServices } from '../services/services.ts';
import { FirstCall } from '../snippets/first-call.tsx';

const DAYS = 14;
const DAY_MS = 86_400_000;
const LOW_CENTS = 1_000;

interface Overview {
  readonly summary: SubmissionSummary;
  readonly credits: CreditBalance;
  readonly jobs: readonly Job[];
}

/** What happened in the last two weeks, and what needs attention. */
export function OverviewScreen() {
  const { api, environment, now } = useServices();
  const loading = useLoaded(`${environment.value} overview`, async (signal): Promise<Overview> => {
    const start_date = new Date(now() - DAYS * DAY_MS).toISOString();
    const [summary, credits, jobs] = await Promise.all([
      bodyOf(api.GET('/v1/submissions/summary', { params: { query: { start_date } }, signal })),
      bodyOf(api.GET('/v1/billing/credits', { signal })),
      bodyOf(api.GET('/v1/jobs', { params: { query: { limit: 5 } }, signal })),
    ]);
    return { summary, credits, jobs: jobs.data };
  });
  return (
    <Page
      title="Overview"
      about={`The last ${DAYS} days`}
      actions={
        <a class="btn primary" href="/dashboard/jobs/new">
          Create job
        </a>
      }
    >
      <LoadedView loading={loading} what="The overview" label="Loading the overview">
        {(overview) => <OverviewView {...overview} />}
      </LoadedView>
    </Page>
  );
}

function OverviewView({ summary, credits, jobs }: Overview) {
  const { by_status, approval_rate, median_turnaround_seconds, mean_rating } = summary;
  return (
    <>
      <Figures
        figures={[
          {
            name: 'Files approved',
            value: String(by_status.approved),
            about: `of ${summary.total} submitted`,
          },
          { name: 'Approval rate', value: percent(approval_rate) },
          {
            name: 'Median turnaround',
            value:
              median_turnaround_seconds === null
                ? '–'
                : duration(median_turnaround_seconds * 1_000),
          },
          { name: 'Mean rating', value: mean_rating === null ? '–' : mean_rating.toFixed(1) },
        ]}
      />
      <Attention credits={credits} />
      <section class="card" aria-labelledby="recent">
        <div class="card-head">
          <h2 id="recent">Newest jobs</h2>
          <a href="/dashboard/jobs">All jobs</a>
        </div>
        {jobs.length === 0 ? (
          <div class="pad stack">
            <p class="muted">Nothing was posted yet. This is the first call:</p>
            <FirstCall />
          </div>
        ) : (
          <ul class="todo">
            {jobs.map((job) => (
              <li key={job.id}>
                <StatusChip status={String(job.status)} />
                <a class="rowlink" href={`/dashboard/jobs/${job.id}`}>
                  {job.title ?? job.description.slice(0, 60)}
                </a>
                <span class="num meta">
                  {job.files_approved} of {job.files_needed}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Attention({ credits }: { readonly credits: CreditBalance }) {
  const { environment } = useServices();
  if (environment.value === 'test' || credits.available_cents >= LOW_CENTS) return null;
  return (
    <section class="card" aria-labelledby="attention">
      <div class="card-head">
        <h2 id="attention">Needs your attention</h2>
      </div>
      <ul class="todo">
        <li>
          <span />
          <div>
            <b>{money(credits.available_cents)} left</b>
            <p class="muted">{money(credits.held_cents)} are held for open jobs.</p>
          </div>
          <a class="btn sm" href="/dashboard/billing">
            Buy credits
          </a>
        </li>
      </ul>
    </section>
  );
}
