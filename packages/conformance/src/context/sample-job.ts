import type { CreateJobRequest } from '@firsthandapi/spec';

/** A small job: two photos at 50 cents each. */
export const sampleJob: CreateJobRequest = {
  type: 'data_collection',
  description: 'A coffee cup on a table, photographed from above by daylight.',
  files_needed: 2,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};

/** How long a simulated worker takes, in seconds (contract §6). */
export const WORK_SECONDS = 15;
