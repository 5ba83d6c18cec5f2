import type { CreateJobRequest } from '@firsthandapi/engine/simulation';
import type { LocalWorld } from '../local/local-world.ts';
import type { AwaitedStatus } from './world-clock.ts';

/** A job that is there when the world begins. What it does not say about the request is usual. */
export interface JobFixture extends Partial<CreateJobRequest> {
  /** How far it has come. Default `open`. */
  readonly state?: AwaitedStatus;
  /** Default `test`. A live job stays `open`, or is `cancelled`. */
  readonly environment?: 'test' | 'live';
}

/** What is there when a world begins: made by the API's own operations, on the world's clock. */
export interface Fixtures {
  readonly jobs?: readonly JobFixture[];
  readonly webhookEndpoints?: readonly {
    readonly url: string;
    /** Default: the end of jobs, `job.completed` and `job.cancelled`. */
    readonly events?: readonly string[];
  }[];
  readonly apiKeys?: readonly {
    readonly name: string;
    readonly scopes?: readonly string[];
  }[];
}

/** Who comes first, so that each job is in its state when the last of them is: those that take longest. */
const ORDER: readonly AwaitedStatus[] = ['completed', 'cancelled', 'in_progress', 'filled', 'open'];

/**
 * Makes the fixtures in a world on a clock moved by hand.
 *
 * @throws TypeError naming the fixture and what the API answered, or the state that it cannot reach.
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
  const made: { id: string; name: string; state: AwaitedStatus }[] = [];
  for (const state of ORDER) {
    const group = jobs.filter(({ fixture }) => (fixture.state ?? 'open') === state);
    const ids = [];
    for (const { fixture, name } of group) ids.push(await createJob(world, fixture, name));
    for (const [place, id] of ids.entries()) {
      const name = group[place]?.name ?? '';
      await reach(world, id, state, name);
      made.push({ id, name, state });
    }
  }
  await requireStates(world, made);
}

async function createJob(world: LocalWorld, fixture: JobFixture, name: string): Promise<string> {
  const { state, environment, ...request } = fixture;
  const order = {
    type: 'data_collection',
    description: 'A job that was there before the test',
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

async function requireStates(
  world: LocalWorld,
  made: readonly { id: string; name: string; state: AwaitedStatus }[],
): Promise<void> {
  const jobs = new Map((await world.jobs()).map((job) => [job.id, job.status]));
  for (const { id, name, state } of made) {
    const status = jobs.get(id);
    if (status === state) continue;
    throw new TypeError(
      `fixtures.${name}: was to be ${state} and is ${status} when the last of the jobs is ready`,
    );
  }
}

/** Creates through the API, and gives the id of what was created. */
async function create(
  world: LocalWorld,
  path: string,
  body: unknown,
  name: string,
  key = world.apiKey,
): Promise<string> {
  const { status, body: text } = await world.call({
    path,
    body,
    key,
    idempotencyKey: `${name} ${path}`,
  });
  const answer = JSON.parse(text) as { id: string; error?: { message: string } };
  if (status < 300) return answer.id;
  throw new TypeError(`fixtures.${name}: ${answer.error?.message}`);
}
