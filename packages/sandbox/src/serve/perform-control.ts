import type { LocalWorld } from '../local/local-world.ts';
import type { ControlName, WorldDescription } from '../remote/control-routes.ts';
import type { Duration } from '../values/duration.ts';
import type { RoutePattern } from '../world/routes.ts';
import type { WebhookMode } from '../world/webhook-mode.ts';
import type { WorkPlan } from '../world/work-plan.ts';
import type { AwaitedStatus } from '../world/world-clock.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';
import { emitSource, readFault } from './control-body.ts';

/** The arguments of a control: its JSON body and its query. */
export interface ControlInput {
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;
}

/** Performs each control on a world. Returns the JSON response, or undefined for an empty one. */
export const performControl: {
  readonly [Name in ControlName]: (world: LocalWorld, input: ControlInput) => unknown;
} = {
  describe: describeWorld,
  dispose: (world) => world[Symbol.asyncDispose](),
  clock: clockOf,
  advance: async (world, { body }) => {
    await world.clock.advance(body.duration as Duration);
    return clockOf(world);
  },
  advanceTo: async (world, { body }) => {
    await world.clock.advanceTo(body.moment as string);
    return clockOf(world);
  },
  runUntil: (world, { body }) =>
    world.clock.runUntil(String(body.job_id), body.status as AwaitedStatus),
  sleep: (world, { body }) => world.clock.sleep(body.duration as Duration),
  log: (world) => world.log(),
  snapshot: (world) => world.snapshot(),
  restore: (world, { body }) => world.restore(body.snapshot as WorldSnapshot),
  reset: (world) => world.reset(),
  setFault: (world, { body }) => world.fault(body.route as RoutePattern, readFault(body.fault)),
  listFaults: (world) => world.faults.list(),
  clearFaults: (world) => world.faults.clear(),
  assertAllHit: (world) => world.faults.assertAllHit(),
  nextWork: (world, { body }) => world.worker.next(body as WorkPlan),
  assertAllUsed: (world) => world.worker.assertAllUsed(),
  workOn: (world, { body }) => world.worker.workOn(String(body.job_id)),
  deliverTo: async (world, { body }) => {
    const { url, events, environment, secret } = body;
    const endpoint = await world.webhooks.deliverTo(String(url), {
      ...(events !== undefined && { events: events as string[] }),
      ...(environment !== undefined && { environment: environment as 'test' | 'live' }),
      ...(secret !== undefined && { secret: String(secret) }),
    });
    return { endpoint_id: endpoint.endpointId, secret: endpoint.secret, url: endpoint.url };
  },
  webhookMode: (world, { body: { bad_signature, ...mode } }) =>
    world.webhooks.mode({
      ...(mode as WebhookMode),
      ...(bad_signature !== undefined && { badSignature: bad_signature as number }),
    }),
  emit: (world, { body }) => world.webhooks.emit(String(body.type), emitSource(body)),
  redeliver: (world, { body }) => world.webhooks.redeliver(String(body.event_id)),
  deliveries: (world) => world.webhooks.deliveries(),
  jobs: (world) => world.jobs(),
  files: (world, { query }) => world.files(query.get('job_id') ?? undefined),
  keys: (world) => world.keys(),
  credits: (world) => world.credits(),
  outbox: (world) => world.outbox(),
};

/** Describes a world to a client. */
export function describeWorld(world: LocalWorld): WorldDescription {
  return {
    world: world.tag,
    api_key: world.apiKey,
    live_key: world.liveKey,
    base_url: world.baseUrl,
    clock: world.clock.mode,
    now: world.clock.now().toISOString(),
  };
}

function clockOf(world: LocalWorld) {
  return { now: world.clock.now().toISOString(), mode: world.clock.mode };
}
