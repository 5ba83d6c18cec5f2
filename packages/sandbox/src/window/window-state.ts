import type { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';
import type { LogPosition } from '../log/log-rows.ts';
import { DOWNLOAD_ROUTE, ROUTES } from '../world/routes.ts';
import { listJobs } from './job-views.ts';
import { plannedSteps } from './planned-steps.ts';
import type { WindowState, WorldState, WorldSummary } from './protocol.ts';
import { revisionOf, worldOf } from './revision.ts';

/** Rows of one response; the window requests older ones when they are wanted. */
export const ROWS_OF_AN_ANSWER = 200;
/** Worlds in the chooser: a suite may have begun hundreds. */
const LISTED_WORLDS = 100;

/** Returns what the window shows, with the entries after `after`. */
export async function windowState(
  sandbox: LocalSandbox,
  {
    tag,
    after,
    servesApi,
  }: {
    readonly tag: string;
    readonly after: LogPosition | undefined;
    readonly servesApi: boolean;
  },
): Promise<WindowState> {
  // Read before the state: a change in between is seen twice rather than never.
  const revision = revisionOf(sandbox, tag);
  const selected = worldOf(sandbox, tag);
  return {
    revision,
    base_url: sandbox.baseUrl,
    serves_api: servesApi,
    routes: [...ROUTES, DOWNLOAD_ROUTE],
    worlds: listWorlds(sandbox),
    world: selected === undefined ? null : await stateOf(sandbox, selected, after),
  };
}

function listWorlds(sandbox: LocalSandbox): WorldSummary[] {
  const running = sandbox.worlds.slice(-LISTED_WORLDS).map((world) => summaryOf(sandbox, world));
  return [...running, ...sandbox.endedWorlds.map((world) => summaryOf(sandbox, world)).reverse()];
}

function summaryOf(sandbox: LocalSandbox, world: LocalWorld): WorldSummary {
  const { life, controls } = world.inspect();
  return {
    world: world.tag,
    label: world.label ?? null,
    is_default: world.tag === sandbox.defaultTag,
    has_ended: sandbox.worldByTag(world.tag) === undefined,
    jobs: life.core.store.countRows('jobs'),
    entries: controls.log.total,
  };
}

async function stateOf(
  sandbox: LocalSandbox,
  world: LocalWorld,
  after: LogPosition | undefined,
): Promise<WorldState> {
  const inspection = world.inspect();
  const { controls, speed } = inspection;
  const summary = summaryOf(sandbox, world);
  const { rows, hasMore } = controls.log.rows(ROWS_OF_AN_ANSWER, after && { after });
  return {
    world: summary.world,
    label: summary.label,
    is_default: summary.is_default,
    has_ended: summary.has_ended,
    clock: { mode: world.clock.mode, now: world.clock.now().toISOString(), speed },
    planned: plannedSteps(inspection),
    credits_cents: (await world.credits()).available_cents,
    rows,
    has_gap: hasMore,
    entries: summary.entries,
    faults: controls.faults.identified().map(({ id, state }) => ({
      id,
      fault: { ...state, times: Number.isFinite(state.times) ? state.times : null },
    })),
    webhook_mode: controls.modes.state(),
    jobs: await listJobs(inspection),
    jobs_total: summary.jobs,
  };
}
