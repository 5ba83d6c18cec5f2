import type { Job } from '@firsthandapi/spec';
import type { JobContext, JobRecord } from '../store/records.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';

const texts = new WeakMap<JobRecord, string>();

/** Returns a job as JSON. Records are immutable, so each is serialised once however often it is polled. */
export function jobJson(job: JobRecord): string {
  const known = texts.get(job);
  if (known !== undefined) return known;
  const text = JSON.stringify(presentJob(job));
  texts.set(job, text);
  return text;
}

export function presentJob(job: JobRecord): Job {
  return {
    object: 'job',
    id: job.id,
    environment: job.environment,
    status: job.status,
    type: job.type,
    title: job.title,
    description: job.description,
    files_needed: job.files_needed,
    files_per_submission: job.files_per_submission,
    accepted_formats: [...job.accepted_formats] as Job['accepted_formats'],
    price_per_file_cents: job.price_per_file_cents,
    min_star_rating: job.min_star_rating,
    scoring_criteria: job.scoring_criteria,
    worker_guidelines: job.worker_guidelines,
    min_width: job.min_width,
    min_height: job.min_height,
    location: job.location,
    deadline: nullableTimestamp(job.deadline),
    max_workers: job.max_workers,
    metadata: job.metadata,
    context: job.context === null ? null : presentContext(job.context),
    files_approved: job.files_approved,
    files_pending: job.files_pending,
    total_cost_cents: job.files_approved * job.price_per_file_cents,
    rating: job.rating,
    rating_comment: job.rating_comment,
    created_at: timestamp(job.created_at),
    updated_at: timestamp(job.updated_at),
    completed_at: nullableTimestamp(job.completed_at),
    cancelled_at: nullableTimestamp(job.cancelled_at),
  };
}

function presentContext({
  text,
  image_urls,
  attachments,
}: JobContext): NonNullable<Job['context']> {
  return {
    text: text ?? null,
    image_urls: [...(image_urls ?? [])],
    attachments: (attachments ?? []).map(({ url, content_type, filename }) => ({
      url,
      content_type: content_type ?? null,
      filename: filename ?? null,
    })),
  };
}
