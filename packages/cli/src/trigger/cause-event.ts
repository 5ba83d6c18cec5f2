import type { EventWithDeliveries, FirstHandClient } from '@firsthandapi/sdk';
import type { Context } from '../command/context.ts';
import { UsageError } from '../command/usage-error.ts';
import { plainText } from '../output/plain-text.ts';
import { type Recipe, recipes } from './recipes.ts';

const POLL_MS = 1_000;
/** Simulated work takes 15 seconds; a sandbox whose clock stands still takes for ever. */
const LONGEST_MS = 90_000;

/**
 * Posts a job that causes an event, and waits for the event.
 *
 * @throws UsageError for events that no test job causes, and when none comes
 */
export async function causeEvent(
  client: FirstHandClient,
  type: string,
  context: Context,
): Promise<EventWithDeliveries> {
  const recipe = recipes[type];
  if (recipe === undefined) {
    throw new UsageError(
      `No job of the test environment causes ${type}: run 'firsthand sandbox', and set FIRSTHAND_SANDBOX_TOKEN to the control token that it prints`,
    );
  }
  const { signal, stderr, now, sleep } = context;
  const id = await postJob(client, recipe, signal);
  stderr.write(`Posted ${plainText(id)}; waiting for ${type}.\n`);
  const end = now() + LONGEST_MS;
  while (now() < end) {
    const { data } = await client.listWebhookEvents({ type: type as 'job.completed' }, { signal });
    const event = data.find((candidate) => isAbout(candidate, id));
    if (event !== undefined) return event;
    await sleep(POLL_MS, signal);
  }
  throw new UsageError(
    `${type} did not happen within ${LONGEST_MS / 1_000} seconds of job ${id}. Does the sandbox's clock move? See --clock of 'firsthand sandbox'`,
  );
}

async function postJob(
  client: FirstHandClient,
  { scenario, isCancelled }: Recipe,
  signal: AbortSignal,
): Promise<string> {
  const { id } = await client.createJob(
    {
      type: 'data_collection',
      description: "A job that 'firsthand trigger' has posted to cause an event.",
      files_needed: 1,
      accepted_formats: ['image/jpeg'],
      price_per_file_cents: 10,
      metadata: { fh_scenario: scenario },
    },
    { signal },
  );
  if (isCancelled) await client.cancelJob(id, { signal });
  return id;
}

function isAbout({ data }: EventWithDeliveries, jobId: string): boolean {
  const { id, job_id } = data as { id?: unknown; job_id?: unknown };
  return id === jobId || job_id === jobId;
}
