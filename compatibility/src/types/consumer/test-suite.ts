// A user's test suite, compiled outside the workspace.
import { createSandbox, type World } from '@firsthandapi/sandbox';
import { FirstHandClient, type Job } from '@firsthandapi/sdk';
import { unwrapRequest, type WebhookEvent } from '@firsthandapi/webhooks';

export async function orderPhotos(): Promise<Job> {
  await using world = await createSandbox().world({ seed: 42, now: '2026-01-01T00:00:00Z' });
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const events: WebhookEvent[] = [];
  const { secret } = await world.webhooks.deliverTo(async (request) => {
    events.push(await unwrapRequest(request, secret, { receivedAt: world.clock.now() }));
    return new Response();
  });
  const { id } = await client.createJob({
    type: 'data_collection',
    description: 'A storefront by day, its sign readable',
    files_needed: 3,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
  world.fault('POST /v1/jobs', { status: 503, times: 2 });
  await world.clock.advance('15s');
  return client.getJob(id);
}

export function wrongCalls(world: World): void {
  // @ts-expect-error there is no such route
  world.fault('POST /v1/photos', { status: 503 });
  // @ts-expect-error there is no such clock
  createSandbox({ clock: 'sundial' });
  // @ts-expect-error a world has no such member
  world.weather;
}
