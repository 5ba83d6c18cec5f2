import { validationError } from '../errors/api-error.ts';
import type { HeaderReader } from '../http/messages.ts';
import { isFinal } from '../jobs/job-status.ts';
import type { Ports } from '../ports.ts';
import { isVisible } from '../store/scope.ts';
import type { Instant } from '../time/instant.ts';
import type { Admitted } from './admit.ts';

const LONGEST_WAIT_SECONDS = 60;

/**
 * Returns the seconds of `Prefer: wait=N` (RFC 7240), or undefined when the client does not ask to wait. Throws 400
 * beyond 60.
 */
export function preferredWait(headers: HeaderReader): number | undefined {
  const prefer = headers.get('prefer');
  if (prefer === null) return undefined;
  const wait = prefer
    .split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d+)"?\s*$/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  if (wait === undefined) return undefined;
  const seconds = Number(wait);
  if (seconds <= LONGEST_WAIT_SECONDS) return seconds;
  throw validationError([
    { field: 'Prefer', message: `wait must be at most ${LONGEST_WAIT_SECONDS} seconds` },
  ]);
}

/** Waits up to `seconds` for the job in the path, if the caller may see it. */
export async function waitForJob(
  ports: Ports,
  { trace, route, caller: { organization, key } }: Admitted,
  seconds: number,
): Promise<void> {
  const { request, startedAt } = trace;
  const jobId = route.parameters.id ?? '';
  const job = await ports.store.read(({ jobs }) => jobs.get(jobId));
  const scope = { organization_id: organization.id, environment: key.environment };
  if (!isVisible(scope, job)) return;
  // The client's own wait is not part of the time in which it is to be answered.
  request.deadline?.suspend();
  try {
    await waitForStatusChange(ports, jobId, startedAt + seconds * 1_000, request.signal);
  } finally {
    request.deadline?.resume();
  }
}

/** Waits until the job's status changes, until `deadline`, or until the client disconnects. */
async function waitForStatusChange(
  ports: Ports,
  jobId: string,
  deadline: Instant,
  signal: AbortSignal | undefined,
): Promise<void> {
  const statusOf = () => ports.store.read(async ({ jobs }) => (await jobs.get(jobId))?.status);
  const before = await statusOf();
  if (before === undefined || isFinal(before)) return;
  const end = new AbortController();
  const abort = () => end.abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const check = () =>
        statusOf().then((status) => {
          if (status !== before) resolve();
        }, reject);
      const unwatch = ports.store.watchJob(jobId, check);
      end.signal.addEventListener('abort', () => unwatch(), { once: true });
      ports.clock.until(deadline, end.signal).then(resolve, reject);
      // The status may have changed between the read and the watch.
      check().catch(reject);
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    end.abort();
  }
}
