import type { WorldSummary } from '../../../src/window/protocol.ts';
import { START } from '../../model/place.ts';
import { countText } from '../../model/text.ts';
import { Icon } from '../parts/icon.tsx';
import { useLink, useSession } from '../parts/session-context.ts';

/** What the chooser needs. */
export interface WorldsPaneProps {
  readonly worlds: readonly WorldSummary[];
  /** The tag of the selected world, or null. */
  readonly selected: string | null;
}

/** The worlds, of which one is selected. */
export function WorldsPane({ worlds, selected }: WorldsPaneProps) {
  const session = useSession();
  const link = useLink();
  const begin = () =>
    session.attempt(async () => {
      session.go({ ...START, world: await session.server.beginWorld() });
    }, 'Began a world with a manual clock');
  return (
    <div class="worlds-part">
      <div class="pane-head">
        <h2 id="worlds-title">Worlds</h2>
        <button type="button" class="btn sm ghost square" aria-label="New world" onClick={begin}>
          <Icon name="plus" />
        </button>
      </div>
      <nav class="worlds" aria-labelledby="worlds-title">
        {worlds.map((world) => (
          <a
            key={world.world}
            {...link({ ...START, list: session.place.list, world: placeOf(world) })}
            aria-current={world.world === selected ? 'true' : undefined}
          >
            <b>{nameOf(world)}</b>
            <span class="meta num">
              {countText(world.jobs, 'job')}, {countText(world.entries, 'request')}
              {world.has_ended && ', ended'}
            </span>
          </a>
        ))}
      </nav>
    </div>
  );
}

/** What a world is called: its test, `default`, or its tag. */
export function nameOf({
  label,
  is_default,
  world,
}: Pick<WorldSummary, 'label' | 'is_default' | 'world'>): string {
  return label ?? (is_default ? 'default' : `World ${world}`);
}

/** The world of an address: `default` stays the default world when another takes its place. */
export function placeOf({ is_default, has_ended, world }: WorldSummary): string {
  return is_default && !has_ended ? 'default' : world;
}
