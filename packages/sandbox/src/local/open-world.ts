import { createControls } from '../controls/controls.ts';
import { applyFixtures } from '../world/fixtures.ts';
import { workOf } from '../world/work-of.ts';
import type { WorldOptions } from '../world/world-options.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';
import { captureCore, createCore } from './core.ts';
import { corePartsOf } from './core-dependencies.ts';
import { LocalWorld } from './local-world.ts';
import { openWorldAccount } from './open-account.ts';
import type { WorldHost } from './world-host.ts';

/**
 * Begins a world, with its fixtures where it has some.
 *
 * @throws TypeError naming the option that makes no sense.
 */
export async function openWorld(options: WorldOptions, host: WorldHost): Promise<LocalWorld> {
  if (options.snapshot !== undefined) return openFromSnapshot(options.snapshot, options, host);
  if (options.fixtures === undefined) return openEmptyWorld(options, host);
  const stage = await stageFixtures(options, host);
  const controls = createControls(options);
  controls.plans.load(stage.plans);
  const { parts, source } = corePartsOf(options, host, controls);
  const core = createCore(parts, stage.state);
  return new LocalWorld({
    options,
    host,
    controls,
    coreParts: parts,
    source,
    core,
    account: stage.account,
  });
}

async function openFromSnapshot(
  snapshot: WorldSnapshot,
  options: WorldOptions,
  host: WorldHost,
): Promise<LocalWorld> {
  if (options.fixtures !== undefined) {
    throw new TypeError('snapshot: has its own jobs; give either a snapshot or fixtures');
  }
  const world = await openEmptyWorld({ ...options, now: snapshot.now }, host);
  world.restore(snapshot);
  world.beginHere();
  return world;
}

async function openEmptyWorld(options: WorldOptions, host: WorldHost): Promise<LocalWorld> {
  return (await openParts(options, host)).world;
}

async function openParts(options: WorldOptions, host: WorldHost) {
  const controls = createControls(options);
  const { parts, source } = corePartsOf(options, host, controls);
  const core = createCore(parts);
  const account = await core.store.transact((tables) =>
    openWorldAccount(workOf(core, tables, parts), options, host),
  );
  const world = new LocalWorld({
    options,
    host,
    controls,
    coreParts: parts,
    source,
    core,
    account,
  });
  return { world, controls, account };
}

/**
 * Plays the fixtures on a clock moved by hand, twice: once to learn how long they take, once so early that they end
 * at the time when the world is to begin.
 */
async function stageFixtures(options: WorldOptions, host: WorldHost) {
  const start = corePartsOf(options, host, createControls(options)).parts.now;
  const play = async (now: number) => {
    const opened = await openParts({ ...options, clock: 'manual', now, strict: false }, host);
    await applyFixtures(opened.world, options.fixtures ?? {});
    return opened;
  };
  const rehearsal = await play(start);
  const length = rehearsal.world.clock.now().getTime() - start;
  const { world, controls, account } = await play(start - length);
  return { state: captureCore(world.core), plans: controls.plans.state(), account };
}
