import type { CreateJobRequest } from '@firsthandapi/spec';
import { requireFilePrice } from '../credits/holds/file-price.ts';
import { type ErrorDetail, validationError } from '../errors/api-error.ts';
import { HUMAN_SCENARIO, SCENARIO_KEY } from '../scenarios/scenario.ts';
import type { JobRecord } from '../store/records.ts';
import { instantOf } from '../time/timestamp.ts';
import type { Call } from '../work/call.ts';
import { storedBytes } from './stored-bytes.ts';

/** How long people keep the slots that they accept. */
const LEASE_SECONDS = 30 * 60;

/**
 * Returns the job that a request describes, with the organization's defaults filled in. Throws a 400 that names every
 * field that the schemas alone cannot check, or `pricing_violation` (contract §4).
 */
export function newJob(call: Call<CreateJobRequest>): JobRecord {
  const { body, organization, now } = call;
  const type = body.type ?? organization.default_type;
  const price = body.price_per_file_cents ?? organization.default_price_per_file_cents;
  const deadline = body.deadline === undefined ? null : instantOf(body.deadline);
  requireConsistency(body, { type, price, deadline, now });
  if (type === null || price === null) throw new Error('The job has no type or price');
  requireFilePrice('price_per_file_cents', price);
  const job: JobRecord = {
    organization_id: call.organization_id,
    environment: call.environment,
    id: call.ports.ids.next('job', now),
    api_key_id: call.key.id,
    status: 'open',
    type,
    title: body.title ?? null,
    description: body.description,
    files_needed: body.files_needed,
    files_per_submission: body.files_per_submission ?? 1,
    accepted_formats: body.accepted_formats,
    price_per_file_cents: price,
    min_star_rating: body.min_star_rating ?? 3,
    scoring_criteria: body.scoring_criteria ?? null,
    worker_guidelines: body.worker_guidelines ?? null,
    min_width: body.min_width ?? null,
    min_height: body.min_height ?? null,
    location: body.location ?? null,
    deadline,
    max_workers: body.max_workers ?? null,
    lease_seconds: LEASE_SECONDS,
    metadata: body.metadata ?? {},
    context: body.context ?? null,
    files_approved: 0,
    files_pending: 0,
    is_settling: false,
    offered: null,
    workers_accepted: 0,
    rating: null,
    rating_comment: null,
    flag_reason: null,
    stored_bytes: storedBytes(body),
    created_at: now,
    updated_at: now,
    completed_at: null,
    cancelled_at: null,
    purged_at: null,
  };
  return { ...job, offered: offeredIn(call, job) };
}

/** Live jobs are done by people, and a test job is when its scenario asks for one (contract §6). */
function offeredIn({ settings }: Call, job: JobRecord): JobRecord['offered'] {
  if (job.environment === 'live') return 'live';
  const scenario = settings.planJob?.(job)?.outcome ?? job.metadata[SCENARIO_KEY];
  return scenario === HUMAN_SCENARIO ? 'test' : null;
}

function requireConsistency(
  body: CreateJobRequest,
  known: { type: unknown; price: unknown; deadline: number | null; now: number },
): void {
  const details: ErrorDetail[] = [];
  if (known.type === null) {
    details.push({ field: 'type', message: 'is required: the organization has no default_type' });
  }
  if (known.price === null) {
    details.push({
      field: 'price_per_file_cents',
      message: 'is required: the organization has no default_price_per_file_cents',
    });
  }
  if (known.deadline !== null && known.deadline <= known.now) {
    details.push({ field: 'deadline', message: 'must be in the future' });
  }
  const capacity =
    (body.max_workers ?? Number.POSITIVE_INFINITY) * (body.files_per_submission ?? 1);
  if (capacity < body.files_needed) {
    details.push({
      field: 'max_workers',
      message: `times files_per_submission is ${capacity}, fewer than files_needed ${body.files_needed}`,
    });
  }
  if (details.length > 0) throw validationError(details);
}
