import { isFinal } from '../jobs/job-status.ts';
import { isVisible } from '../store/scope.ts';
import type { Admitted } from './admit.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Waits up to `seconds` until the status of the job in the path changes, if the caller may see it. Returns false at once
 * when too many requests are already waiting.
 */
export async function waitForJob(
  { ports, waitingRequests }: Pick<DispatchContext, 'ports' | 'waitingRequests'>,
  { trace, route, caller: { organization, key } }: Admitted,
  seconds: number,
): Promise<boolean> {
  const jobId = route.parameters.id ?? '';
  const jobOf = () => ports.store.read(({ jobs }) => jobs.get(jobId));
  const job = await jobOf();
  const { environment } = key;
  if (!isVisible({ organization_id: organization.id, environment }, job)) return true;
  // What needs no wait does not count as one.
  if (isFinal(job.status) || seconds === 0) return true;
  const leave = waitingRequests.enter('job', { organizationId: organization.id, environment });
  if (leave === undefined) return false;
  try {
    await waitUntil(ports, trace, seconds, jobId, async () => {
      const current = await jobOf();
      return current === undefined || isFinal(current.status) || current.status !== job.status;
    });
    return true;
  } finally {
    leave();
  }
}
