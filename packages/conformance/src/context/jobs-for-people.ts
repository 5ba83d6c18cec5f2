import type { CreateJobRequest } from '@firsthandapi/spec';
import { sampleJob } from './sample-job.ts';

/** A live job of one file, which pays its worker $8. */
export const liveJob: CreateJobRequest = {
  ...sampleJob,
  files_needed: 1,
  price_per_file_cents: 1_000,
};

/** A test job of one file that a person does. */
export const humanJob: CreateJobRequest = {
  ...sampleJob,
  files_needed: 1,
  metadata: { fh_scenario: 'human' },
};
