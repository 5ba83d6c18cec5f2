import { isFinal } from '../jobs/job-status.ts';
import type { Ports } from '../ports.ts';
import { isVisible } from '../store/scope.ts';
import type { Admitted } from './admit.ts';
import { waitUntil } from './wait-until.ts';

/** Waits up to `seconds` until the status of the job in the path changes, if the caller may see it. */
export async function waitForJob(
  ports: Ports,
  { trace, route, caller: { organization, key } }: Admitted,
  seconds: number,
): Promise<void> {
  const jobId = route.parameters.id ?? '';
  const jobOf = () => ports.store.read(({ jobs }) => jobs.get(jobId));
  const job = await jobOf();
  const scope = { organization_id: organization.id, environment: key.environment };
  if (!isVisible(scope, job)) return;
  await waitUntil(ports, trace, seconds, jobId, async () => {
    const current = await jobOf();
    return current === undefined || isFinal(current.status) || current.status !== job.status;
  });
}
