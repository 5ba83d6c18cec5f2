import type { EventWithDeliveries, FirstHandClient } from '@firsthandapi/sdk';
import { type EventRecipe, eventRecipes } from '@firsthandapi/spec/event-recipes';
import type { Context } from '../command/context.ts';
import { UsageError } from '../command/usage-error.ts';
import { plainText } from '../output/plain-text.ts';
import { Progress } from '../output/progress.ts';

/** The service holds each request that long until there is an event. */
const WAIT_SECONDS = 20;
const TICK_MS = 1_000;
/** How long simulated work takes. Contract §6. */
const WORK_SECONDS = 15;
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
  const recipe = eventRecipes[type];
  if (recipe === undefined) {
    throw new UsageError(
      `No job of the test environment causes ${type}: run 'firsthand sandbox', and set FIRSTHAND_SANDBOX_TOKEN to the control token that it prints`,
    );
  }
  const { signal, stderr } = context;
  let { position = 'now' } = await client.listWebhookEvents({ after: 'now' }, { signal });
  const id = await postJob(client, recipe, signal);
  stderr.write(`Posted ${plainText(id)}; waiting for ${type}.\n`);
  const clock = startClock(type, context);
  try {
    while (clock.elapsed() < LONGEST_MS) {
      const page = await client.listWebhookEvents(
        { after: position, limit: 100 },
        { signal, wait: WAIT_SECONDS },
      );
      position = page.position ?? position;
      const event = page.data.find(
        (candidate) => candidate.type === type && isAbout(candidate, id),
      );
      if (event !== undefined) return event;
      // A service that does not hold requests.
      await context.sleep(page.data.length > 0 ? 0 : TICK_MS, signal);
    }
  } finally {
    clock.stop();
  }
  throw new UsageError(
    `${type} did not happen within ${LONGEST_MS / 1_000} seconds of job ${id}. Does the sandbox's clock move? See --clock of 'firsthand sandbox'`,
  );
}

/** Shows a person how long it has taken. */
function startClock(type: string, context: Context) {
  const { now, sleep } = context;
  const begun = now();
  const progress = new Progress(context);
  const end = new AbortController();
  const elapsed = () => now() - begun;
  const tick = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const seconds = Math.floor(elapsed() / 1_000);
      progress.show(`s, waiting for ${type}`, seconds, Math.max(WORK_SECONDS, seconds));
      await sleep(TICK_MS, end.signal);
    }
  };
  if (context.stderr.isTerminal) tick().catch(() => {});
  const stop = () => {
    end.abort();
    progress.clear();
  };
  return { elapsed, stop };
}

async function postJob(
  client: FirstHandClient,
  { scenario, isCancelled }: EventRecipe,
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
