import type { CreateJobRequest, EventWithDeliveries } from '@firsthandapi/spec';
import { eventRecipes } from '@firsthandapi/spec/event-recipes';
import { bodyOf } from '@firsthandapi/ui';
import { idempotent } from '../api/idempotent.ts';
import type { PublicApi } from '../api/public-api.ts';

/** The types that a test job causes. */
export const CAUSABLE_TYPES: readonly string[] = Object.keys(eventRecipes);

/** The server holds each request that long until there is an event. */
const WAIT_SECONDS = 10;
/** Simulated work takes 15 seconds (contract §6). */
const MOST_REQUESTS = 6;

const JOB: CreateJobRequest = {
  type: 'data_collection',
  title: 'Test event',
  description: 'A test job that the dashboard has posted to cause an event.',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 10,
};

/**
 * Posts a test job that causes an event, and waits for the event. Returns undefined when none has come in about a minute.
 *
 * @throws ApiFailure when a request fails
 */
export async function causeTestEvent(
  api: PublicApi,
  type: string,
): Promise<EventWithDeliveries | undefined> {
  let after = (await newEvents(api, 'now')).position;
  const jobId = await postJob(api, type);
  for (let asked = 0; asked < MOST_REQUESTS && after !== undefined; asked += 1) {
    const { data, position } = await newEvents(api, after);
    const caused = data.find((event) => event.type === type && isAbout(event, jobId));
    if (caused !== undefined) return caused;
    after = position;
  }
  return undefined;
}

function newEvents(api: PublicApi, after: string) {
  const header = { Prefer: `wait=${WAIT_SECONDS}` };
  return bodyOf(api.GET('/v1/webhook_events', { params: { query: { after }, header } }));
}

async function postJob(api: PublicApi, type: string): Promise<string> {
  const recipe = eventRecipes[type];
  const body = { ...JOB, metadata: { fh_scenario: recipe?.scenario ?? '' } };
  const params = { header: idempotent() };
  const { id } = await bodyOf(api.POST('/v1/jobs', { params, body }));
  if (recipe?.isCancelled) {
    const path = { id };
    await bodyOf(api.POST('/v1/jobs/{id}/cancel', { params: { path, header: idempotent() } }));
  }
  return id;
}

function isAbout({ data }: EventWithDeliveries, jobId: string): boolean {
  const { id, job_id } = data as { readonly id?: unknown; readonly job_id?: unknown };
  return id === jobId || job_id === jobId;
}
