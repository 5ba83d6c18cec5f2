import type { Fixtures, JobFixture } from '../world/fixtures.ts';
import type { AwaitedStatus } from '../world/world-clock.ts';
import type { LocalWorld } from './local-world.ts';

/** The order in which jobs are created: longest first, so that each is in its state when the last one is. */
const CREATION_ORDER: readonly AwaitedStatus[] = [
  'completed',
  'cancelled',
  'in_progress',
  'filled',
  'open',
];

interface CreatedJob {
  readonly id: string;
  readonly name: string;
  readonly state: AwaitedStatus;
}

/**
 * Creates the fixtures in a world on a manual clock.
 *
 * @throws TypeError naming the fixture and the API's error message, or the state that it cannot reach.
 */
export async function applyFixtures(world: LocalWorld, fixtures: Fixtures): Promise<void> {
  for (const [index, endpoint] of (fixtures.webhookEndpoints ?? []).entries()) {
    const body = { events: ['job.completed', 'job.cancelled'], ...endpoint };
    await create(world, '/v1/webhook_endpoints', body, `webhookEndpoints[${index}]`);
  }
  for (const [index, key] of (fixtures.apiKeys ?? []).entries()) {
    await create(world, '/v1/api_keys', key, `apiKeys[${index}]`);
  }
  const jobs = (fixtures.jobs ?? []).map((fixture, index) => ({ fixture, name: `jobs[${index}]` }));
  const created: CreatedJob[] = [];
  for (const state of CREATION_ORDER) {
    const group = jobs.filter(({ fixture }) => (fixture.state ?? 'open') === state);
    const ids = [];
    for (const { fixture, name } of group) ids.push(await createJob(world, fixture, name));
    for (const [place, id] of ids.entries()) {
      const name = group[place]?.name ?? '';
      await reach(world, id, state, name);
      created.push({ id, name, state });
    }
  }
  await requireStates(world, created);
}

async function createJob(world: LocalWorld, fixture: JobFixture, name: string): Promise<string> {
  const { state, environment, ...request } = fixture;
  const order = {
    type: 'data_collection',
    description: 'A job that existed before the test',
    files_needed: state === 'in_progress' ? 3 : 1,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
    ...request,
  };
  const key = environment === 'live' ? world.liveKey : world.apiKey;
  return create(world, '/v1/jobs', order, name, key);
}

async function reach(
  world: LocalWorld,
  id: string,
  state: AwaitedStatus,
  name: string,
): Promise<void> {
  if (state === 'cancelled') await create(world, `/v1/jobs/${id}/cancel`, undefined, name);
  else if (state !== 'open') await world.clock.runUntil(id, state);
}

async function requireStates(world: LocalWorld, created: readonly CreatedJob[]): Promise<void> {
  const statuses = new Map((await world.jobs()).map((job) => [job.id, job.status]));
  for (const { id, name, state } of created) {
    const status = statuses.get(id);
    if (status === state) continue;
    throw new TypeError(
      `Invalid fixtures.${name}: expected state ${state}, but it is ${status} when the last job is ready`,
    );
  }
}

/** Creates an object through the API and returns its id. */
async function create(
  world: LocalWorld,
  path: string,
  body: unknown,
  name: string,
  key = world.apiKey,
): Promise<string> {
  const response = await world.api.post({ path, body, key, idempotencyKey: `${name} ${path}` });
  const value = JSON.parse(response.body) as { id: string; error?: { message: string } };
  if (response.status < 300) return value.id;
  throw new TypeError(`Invalid fixtures.${name}: ${value.error?.message}`);
}
