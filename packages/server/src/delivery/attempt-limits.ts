import type { AttemptLimits } from '@firsthandapi/engine';

const PER_ENDPOINT = 8;
const PER_FAILING_ENDPOINT = 2;
/** Of what a process has under way at once. The rest is for everybody else, however many receivers hang. */
const SHARE_OF_ONE_ORGANIZATION = 0.75;

/** How many webhook attempts a process makes at once, of the `concurrency` tasks that it has under way. */
export function attemptLimits(concurrency: number): AttemptLimits {
  return {
    perEndpoint: PER_ENDPOINT,
    perFailingEndpoint: PER_FAILING_ENDPOINT,
    perOrganization: Math.ceil(concurrency * SHARE_OF_ONE_ORGANIZATION),
  };
}
