import type { Buyer, Job, JobContext, JobSummary } from '@firsthandapi/spec/worker';
import { splitPrice } from '../credits/ledger/split-price.ts';
import type { JobRecord, SubmissionRecord, WorkerPosition } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { distanceKm } from '../workers/distance.ts';
import { presentAssignment } from './present-assignment.ts';
import { type SeenJob, slotsLeft } from './situation.ts';

const SUMMARY_LENGTH = 200;
/** A buyer's files that tell how they treat files, and how few tell nothing. */
const MOST_FILES = 100;
const FEWEST_FILES = 20;

/** What an approved file of a job pays its worker. */
export function rewardCents({
  environment,
  price_per_file_cents,
}: Pick<JobRecord, 'environment' | 'price_per_file_cents'>): number {
  return environment === 'live' ? splitPrice(price_per_file_cents).worker_cents : 0;
}

/** Returns a job as a worker sees it in a list. It says nothing of the buyer, and has none of their metadata. */
export function presentJobSummary(
  work: Pick<Work, 'now'>,
  { job, onlooker, assignment, whyNot }: SeenJob,
): JobSummary {
  return {
    object: 'job',
    id: job.id,
    environment: job.environment,
    type: job.type,
    title: job.title,
    summary: beginningOf(job.description),
    accepted_formats: [...job.accepted_formats] as JobSummary['accepted_formats'],
    reward_cents: rewardCents(job),
    files_needed: job.files_needed,
    files_left: slotsLeft(job),
    files_per_submission: job.files_per_submission,
    lease_seconds: job.lease_seconds,
    deadline: nullableTimestamp(job.deadline),
    area: job.location && { ...job.location },
    distance_km: distanceTo(job, onlooker.position),
    is_eligible: whyNot.length === 0,
    why_not: [...whyNot],
    assignment: assignment === undefined ? null : presentAssignment(work, assignment, job),
    created_at: timestamp(job.created_at),
  };
}

/** Returns a job with everything that its worker needs. */
export async function presentOfferedJob(work: Work, seen: SeenJob): Promise<Job> {
  const { job } = seen;
  return {
    ...presentJobSummary(work, seen),
    description: job.description,
    worker_guidelines: job.worker_guidelines,
    scoring_criteria: job.scoring_criteria,
    min_star_rating: job.min_star_rating,
    min_width: job.min_width,
    min_height: job.min_height,
    context: presentContext(job),
    files_approved: job.files_approved,
    files_pending: job.files_pending,
    buyer: await presentBuyer(work, job),
  };
}

function beginningOf(description: string): string {
  const characters = Array.from(description);
  if (characters.length <= SUMMARY_LENGTH) return description;
  return `${characters.slice(0, SUMMARY_LENGTH - 1).join('')}…`;
}

/** How far the job's area begins from a place. */
function distanceTo({ location }: JobRecord, position: WorkerPosition | null): number | null {
  if (location === null || position === null) return null;
  const outside = distanceKm(position, location) - location.radius_km;
  return Math.max(0, Math.round(outside * 10) / 10);
}

function presentContext({ context }: JobRecord): JobContext | null {
  if (context === null) return null;
  const { text = null, image_urls = [], attachments = [] } = context;
  return {
    text,
    image_urls: [...image_urls],
    attachments: attachments.map(({ url, content_type = null, filename = null }) => ({
      url,
      content_type,
      filename,
    })),
  };
}

/** How the buyer treated their latest files of the job's environment. */
async function presentBuyer({ tables }: Work, job: JobRecord): Promise<Buyer> {
  const latest = await tables.submissions.list({ where: scopeOf(job), limit: MOST_FILES });
  const decided = latest.filter(({ status }) => status === 'approved' || status === 'rejected');
  const isTelling = decided.length >= FEWEST_FILES;
  const approved = decided.filter(({ status }) => status === 'approved').length;
  return {
    files_scored: decided.length,
    approval_rate: isTelling ? approved / decided.length : null,
    median_score_seconds: isTelling ? median(decided.map(scoreSeconds)) : null,
  };
}

function scoreSeconds({ submitted_at, scored_at }: SubmissionRecord): number {
  return ((scored_at ?? submitted_at) - submitted_at) / 1_000;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
