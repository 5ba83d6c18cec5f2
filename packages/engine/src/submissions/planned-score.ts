import type { Score } from '../ports.ts';
import { syntheticScore } from '../scoring/synthetic-scorer.ts';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/**
 * Returns the score of a file of a test job: four stars, unless a host that simulates has planned others, for all files of the
 * job or one by one in a cycle.
 */
export async function plannedScore(
  { settings, tables }: Work,
  job: JobRecord,
  { id }: SubmissionRecord,
): Promise<Score> {
  const stars = settings.planJob?.(job)?.stars;
  if (typeof stars === 'number' || stars === undefined) return syntheticScore(stars ?? 4);
  const query = {
    where: { job_id: job.id },
    order: 'oldest' as const,
    limit: Number.POSITIVE_INFINITY,
  };
  const submissions = await tables.submissions.list(query);
  const position = submissions.findIndex((one) => one.id === id);
  return syntheticScore(stars[Math.max(0, position) % stars.length] ?? 4);
}
