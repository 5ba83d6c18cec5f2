import type { CreateJobRequest, ListJobsQuery, RateJobRequest } from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { placeHold } from '../credits/holds/holds.ts';
import { ApiError, notFound, validationError } from '../errors/api-error.ts';
import { cancelActiveJob } from '../jobs/change-job.ts';
import { scheduleDeadline } from '../jobs/deadline.ts';
import { claimJobQuotas } from '../jobs/job-quotas.ts';
import { ACTIVE_STATUSES, isFinal } from '../jobs/job-status.ts';
import { newJob } from '../jobs/new-job.ts';
import { jobJson, presentJob } from '../jobs/present-job.ts';
import { listSerializedPage } from '../lists/pagination.ts';
import { scheduleSimulation } from '../simulation/schedule.ts';
import type { JobRecord } from '../store/records.ts';
import { isVisible, scopeOf } from '../store/scope.ts';
import type { Call } from '../work/call.ts';
import type { Operation } from './operation.ts';

export const createJob: Operation<CreateJobRequest> = async (call) => {
  const wanted = newJob(call);
  if (wanted.environment === 'live') {
    requireReachableRating(call, wanted);
    await requireFreeTierSlot(call);
  }
  const job = await claimJobQuotas(call, wanted);
  await call.tables.jobs.insert(job);
  if (job.environment === 'live') await placeHold(call, job);
  else if (call.settings.simulate) await scheduleSimulation(call, job);
  await scheduleDeadline(call, job);
  await recordAudit(call, 'job.created', resourceOf(job));
  const creditsCents = job.environment === 'live' ? job.files_needed * job.price_per_file_cents : 0;
  return { status: 201, body: presentJob(job), creditsCents };
};

export const listJobs: Operation<unknown, ListJobsQuery> = (call) => {
  const { status, type } = call.query;
  const where = { ...scopeOf(call), ...(status && { status }), ...(type && { type }) };
  return listSerializedPage(call, call.tables.jobs, { where }, jobJson);
};

export const getJob: Operation = async (call) => ({
  status: 200,
  json: jobJson(await findJob(call)),
});

export const cancelJob: Operation = async (call) => {
  const job = await findJob(call);
  if (isFinal(job.status)) {
    throw new ApiError(
      'conflict',
      `Job ${job.id} is already ${job.status} and cannot be cancelled`,
    );
  }
  const cancelled = await cancelActiveJob(call, job);
  await recordAudit(call, 'job.cancelled', resourceOf(job));
  return { status: 200, body: presentJob(cancelled) };
};

/** Only a completed job can be rated, and only once (contract §3). */
export const rateJob: Operation<RateJobRequest> = async (call) => {
  const job = await findJob(call);
  if (job.status !== 'completed') {
    throw new ApiError(
      'conflict',
      `Job ${job.id} is ${job.status}; only a completed job can be rated`,
    );
  }
  if (job.rating !== null) {
    throw new ApiError('conflict', `Job ${job.id} is already rated ${job.rating}`);
  }
  if (job.purged_at !== null) {
    throw new ApiError(
      'conflict',
      `Job ${job.id} can no longer be rated: its content was deleted after 90 days`,
    );
  }
  const rated: JobRecord = {
    ...job,
    rating: call.body.rating,
    rating_comment: call.body.comment ?? null,
    updated_at: call.now,
  };
  await call.tables.jobs.update(rated);
  await recordAudit(call, 'job.rated', resourceOf(job));
  return { status: 200, body: presentJob(rated) };
};

/** Returns the job in the path, or throws 404. */
export async function findJob(call: Call): Promise<JobRecord> {
  const id = call.parameters.id ?? '';
  const job = await call.tables.jobs.get(id);
  if (!isVisible(call, job)) throw notFound('job', id);
  return job;
}

/** What the scorer never gives cannot be asked for: every file would be paid for by nobody (contract §5). */
function requireReachableRating({ ports }: Call, { min_star_rating }: JobRecord): void {
  const { highestStars = 5 } = ports.scorer;
  if (min_star_rating <= highestStars) return;
  const message = `must be at most ${highestStars}: this service rates without a model, and gives no more stars`;
  throw validationError([{ field: 'min_star_rating', message }]);
}

/** Free tier: one active live job at a time (contract §5). */
async function requireFreeTierSlot(call: Call): Promise<void> {
  if (call.organization.tier !== 'free') return;
  const where = { ...scopeOf(call), status: ACTIVE_STATUSES };
  const [active] = await call.tables.jobs.list({ where, limit: 1 });
  if (active === undefined) return;
  throw new ApiError(
    'free_tier_job_limit',
    `The free tier allows one active job; ${active.id} is ${active.status}. Cancel it, wait, or purchase credits`,
  );
}

function resourceOf({ id }: JobRecord) {
  return { type: 'job', id };
}
