import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SubmissionRecord, UsageRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { LARGEST_KEY_LIST } from '../store/summaries.ts';
import { jobRecord, submissionRecord, usageRecord } from './records.ts';

const SCOPE = { organization_id: 'org_1', environment: 'test' } as const;
const WINDOW = { scope: SCOPE, from: 100, to: 200 };
const OUTSIDE: readonly Partial<UsageRecord>[] = [
  { created_at: 99 },
  { created_at: 200 },
  { created_at: 150, environment: 'live' },
  { created_at: 150, organization_id: 'org_2' },
];

const request = fc.record({
  operation: fc.constantFrom('getJob', 'listJobs', 'createJob'),
  api_key_id: fc.constantFrom('key_1', 'key_2'),
  status: fc.constantFrom(200, 201, 404, 429, 500),
  duration_ms: fc.nat({ max: 9 }),
  credits_cents: fc.nat({ max: 50 }),
  created_at: fc.integer({ min: 100, max: 199 }),
});

const submission = fc.record({
  status: fc.constantFrom('pending_score' as const, 'approved' as const, 'rejected' as const),
  ai_star_rating: fc.option(fc.integer({ min: 1, max: 5 })),
  scored_at: fc.option(fc.integer({ min: 100, max: 190 })),
  job_id: fc.constantFrom('job_s1', 'job_s2'),
});

type Open = () => Promise<Store> | Store;

async function insert(store: Store, rows: readonly Partial<UsageRecord>[]): Promise<void> {
  await store.transact(async ({ usage_records }) => {
    for (const [index, row] of rows.entries()) {
      await usage_records.insert(usageRecord({ id: `req_${index}`, ...row }));
    }
  });
}

/** Describes the summaries of every Store. */
export function describeSummaries(open: Open): void {
  it('summarizes no rows as zeros and nulls', async () => {
    const store = await open();
    const summaries = await store.read(async (tables) => [
      await tables.summaries.usage(WINDOW),
      await tables.summaries.submissions(WINDOW),
    ]);
    expect(summaries).toEqual([
      {
        rate_limited_requests: 0,
        credits_cents: 0,
        duration_ms: 0,
        p95_duration_ms: null,
        by_operation: [],
        by_api_key: [],
      },
      { by_status: {}, by_rating: {}, turnaround: null },
    ]);
  });

  it('summarizes the requests of a window and of nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 60 }), async (requests) => {
        const store = await open();
        await insert(store, [...requests, ...OUTSIDE]);
        const totals = await store.read((tables) => tables.summaries.usage(WINDOW));
        const durations = requests.map(({ duration_ms }) => duration_ms).sort((a, b) => a - b);
        const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
        expect(totals).toEqual({
          rate_limited_requests: requests.filter(({ status }) => status === 429).length,
          credits_cents: sum(requests.map(({ credits_cents }) => credits_cents)),
          duration_ms: sum(durations),
          p95_duration_ms: durations[Math.ceil((95 * durations.length) / 100) - 1],
          by_operation: countsBy(requests, ({ operation }) => operation),
          by_api_key: countsBy(requests, ({ api_key_id }) => api_key_id),
        });
      }),
      { numRuns: 25 },
    );
  });

  it('summarizes by the busiest keys only', async () => {
    const store = await open();
    const rows = Array.from({ length: LARGEST_KEY_LIST + 5 }, (_, index) => ({
      api_key_id: `key_${String(index).padStart(3, '0')}`,
      created_at: 150,
    }));
    await insert(store, [...rows, { ...rows.at(-1), created_at: 151 }]);
    const { by_api_key } = await store.read((tables) => tables.summaries.usage(WINDOW));
    expect(by_api_key).toHaveLength(LARGEST_KEY_LIST);
    expect(by_api_key.slice(0, 2).map(({ value }) => value)).toEqual(['key_104', 'key_000']);
  });

  it('includes usage records that were just recorded', async () => {
    const store = await open();
    await store.recordUsage(usageRecord({ created_at: 150 }));
    const totals = await store.read((tables) => tables.summaries.usage(WINDOW));
    expect(totals.by_operation).toEqual([{ value: 'getJob', requests: 1, failed_requests: 0 }]);
  });

  it('summarizes submissions, of all jobs or of one, with their turnaround', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(submission, { maxLength: 30 }), async (drawn) => {
        const store = await open();
        const rows = drawn.map((fields, index) =>
          submissionRecord({ id: `sub_${index}`, submitted_at: 150, ...fields }),
        );
        await store.transact(async ({ jobs, submissions }) => {
          await jobs.insert(jobRecord({ id: 'job_s1', created_at: 50 }));
          await jobs.insert(jobRecord({ id: 'job_s2', created_at: 70 }));
          for (const row of rows) await submissions.insert(row);
          await submissions.insert(submissionRecord({ id: 'sub_old', submitted_at: 99 }));
        });
        const found = await store.read(async ({ summaries }) => ({
          all: await summaries.submissions(WINDOW),
          one: await summaries.submissions(WINDOW, 'job_s1'),
        }));
        expect(found.all).toEqual(totalsOf(rows));
        expect(found.one).toEqual(totalsOf(rows.filter(({ job_id }) => job_id === 'job_s1')));
      }),
      { numRuns: 25 },
    );
  });
}

type Drawn = typeof request extends fc.Arbitrary<infer T> ? T : never;

function countsBy(requests: readonly Drawn[], pick: (row: Drawn) => string) {
  const values = [...new Set(requests.map(pick))];
  const counts = values.map((value) => {
    const own = requests.filter((row) => pick(row) === value);
    const failed_requests = own.filter(({ status }) => status >= 400).length;
    return { value, requests: own.length, failed_requests };
  });
  return counts.sort((a, b) => b.requests - a.requests || (a.value < b.value ? -1 : 1));
}

function totalsOf(rows: readonly SubmissionRecord[]) {
  const tally = (values: readonly (string | number | null)[]) => {
    const counts: Record<string, number> = {};
    for (const value of values) if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  };
  const sorted = rows
    .flatMap(({ scored_at, job_id }) =>
      scored_at === null ? [] : [scored_at - (job_id === 'job_s1' ? 50 : 70)],
    )
    .sort((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? 0;
  const middle = at(Math.ceil(sorted.length / 2) - 1) + at(Math.floor(sorted.length / 2));
  return {
    by_status: tally(rows.map(({ status }) => status)),
    by_rating: tally(rows.map(({ ai_star_rating }) => ai_star_rating)),
    turnaround:
      sorted.length === 0
        ? null
        : { median_ms: middle / 2, p95_ms: at(Math.ceil((95 * sorted.length) / 100) - 1) },
  };
}
