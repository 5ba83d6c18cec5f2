import type { AttemptLimits } from '@firsthandapi/engine';

const PER_ENDPOINT = 8;
const PER_FAILING_ENDPOINT = 2;
/** Fraction of a process's concurrency. The rest stays free for other organizations, however many receivers hang. */
const SHARE_OF_ONE_ORGANIZATION = 0.75;

/** Returns how many of a process's `concurrency` tasks may be webhook attempts of one endpoint or organization. */
export function attemptLimits(concurrency: number): AttemptLimits {
  return {
    perEndpoint: PER_ENDPOINT,
    perFailingEndpoint: PER_FAILING_ENDPOINT,
    perOrganization: Math.ceil(concurrency * SHARE_OF_ONE_ORGANIZATION),
  };
}
