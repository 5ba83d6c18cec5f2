import { createControls } from '../controls/controls.ts';
import { captureCore, workOf } from '../core/core.ts';
import { createCore } from '../core/create-core.ts';
import type { WorldOptions } from '../world/world-options.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';
import { applyFixtures } from './apply-fixtures.ts';
import { coreSettings } from './core-settings.ts';
import { LocalWorld } from './local-world.ts';
import { openWorldAccount } from './open-account.ts';
import type { WorldHost } from './world-host.ts';
import { requireSnapshot, type WorldMoment } from './world-moment.ts';

/**
 * Begins a world, with its fixtures or in the state of its snapshot if given.
 *
 * @throws TypeError when an option is invalid; the message names it.
 */
export async function openWorld(options: WorldOptions, host: WorldHost): Promise<LocalWorld> {
  if (options.snapshot !== undefined) return openFromSnapshot(options.snapshot, options, host);
  if (options.fixtures !== undefined) return openWithFixtures(options, host);
  return openEmptyWorld(options, host);
}

async function openFromSnapshot(
  snapshot: WorldSnapshot,
  options: WorldOptions,
  host: WorldHost,
): Promise<LocalWorld> {
  if (options.fixtures !== undefined) {
    throw new TypeError('Invalid snapshot: it has its own jobs; pass a snapshot or fixtures');
  }
  requireSnapshot(snapshot);
  const world = await openEmptyWorld({ ...options, now: snapshot.now }, host);
  world.restore(snapshot);
  world.beginHere();
  return world;
}

async function openEmptyWorld(options: WorldOptions, host: WorldHost): Promise<LocalWorld> {
  const controls = createControls(options.logLimit, host.captures);
  const settings = coreSettings(options, host, controls);
  const core = createCore(settings.dependencies, { now: settings.now });
  const opened = await core.store.transact((tables) =>
    openWorldAccount(workOf(core, tables), options, host),
  );
  return new LocalWorld({ options, host, controls, settings, state: captureCore(core), opened });
}

async function openWithFixtures(options: WorldOptions, host: WorldHost): Promise<LocalWorld> {
  const controls = createControls(options.logLimit, host.captures);
  const settings = coreSettings(options, host, controls);
  const staged = await stageFixtures(options, host, settings.now);
  const { account, core: state, controls: decided } = staged.moment;
  controls.plans.load(decided.plans);
  const opened = { account, testKey: staged.apiKey, liveKey: staged.liveKey };
  return new LocalWorld({ options, host, controls, settings, state, opened });
}

interface StagedWorld {
  readonly moment: WorldMoment;
  readonly apiKey: string;
  readonly liveKey: string;
}

/**
 * Plays the fixtures on a manual clock twice: first to measure how long they take, then early enough to end at
 * `start`.
 */
async function stageFixtures(
  options: WorldOptions,
  host: WorldHost,
  start: number,
): Promise<StagedWorld> {
  const play = async (now: number) => {
    const world = await openEmptyWorld({ ...options, clock: 'manual', now, strict: false }, host);
    await applyFixtures(world, options.fixtures ?? {});
    return world;
  };
  const rehearsal = await play(start);
  const length = rehearsal.clock.now().getTime() - start;
  const world = await play(start - length);
  return { moment: world.capture(), apiKey: world.apiKey, liveKey: world.liveKey };
}
