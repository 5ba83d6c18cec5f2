import type { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';

/** Returns the world with the tag, `default` for the default one, also when it has ended lately. */
export function worldOf(sandbox: LocalSandbox, tag: string): LocalWorld | undefined {
  const wanted = tag === 'default' ? sandbox.defaultTag : tag;
  if (wanted === undefined) return undefined;
  return sandbox.worldByTag(wanted) ?? sandbox.endedWorlds.find((world) => world.tag === wanted);
}

/** A text that changes whenever the window has something new to show. Cheap: it is compared a few times a second. */
export function revisionOf(sandbox: LocalSandbox, tag: string): string {
  let entries = 0;
  for (const world of sandbox.worlds) entries += world.inspect().controls.log.total;
  const selected = worldOf(sandbox, tag);
  return `${sandbox.worldChanges}.${entries}.${selected === undefined ? '' : worldRevision(selected)}`;
}

function worldRevision(world: LocalWorld): string {
  const { life, controls } = world.inspect();
  const { log, faults, modes } = controls;
  const isMoved = life.mode === 'manual' || life.mode === 'auto';
  const { duplicate, reorder, badSignature, delay } = modes.state();
  return [
    world.tag,
    log.life,
    log.total,
    life.core.store.commits,
    faults.changes,
    // Clocks that move by themselves are continued by the window.
    isMoved ? life.core.clock.now() : '',
    `${duplicate}${reorder}${badSignature}${delay}`,
  ].join('-');
}
