import { useEffect, useState } from 'preact/hooks';
import type { WorldState } from '../../../src/window/protocol.ts';
import { planText } from '../../model/plan.ts';
import { momentText } from '../../model/text.ts';
import type { Session } from '../../session/session.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../parts/session-context.ts';

/** The clock of a world, and the buttons that move it. */
export function ClockBar({
  world,
  readAt,
}: {
  readonly world: WorldState;
  readonly readAt: number;
}) {
  const session = useSession();
  const now = useWorldTime(world, readAt);
  const iso = new Date(now).toISOString();
  const isMovable = canMove(world);
  return (
    <section class="clock" aria-label="Clock of the world">
      <Icon name="clock" />
      <time dateTime={iso} title={`${iso} (UTC)`}>
        {momentText(iso)}
      </time>
      <span class="chip">{world.clock.mode}</span>
      {isMovable && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form.
        <span class="grp" role="group" aria-label="Advance the clock">
          {STEPS.map(([duration, text]) => (
            <button
              key={duration}
              type="button"
              class="btn sm"
              onClick={() => advance(session, duration, text)}
            >
              {text}
            </button>
          ))}
          <button
            type="button"
            class="btn sm primary"
            disabled={world.planned.total === 0}
            onClick={() => advanceToNext(session)}
          >
            Next due
          </button>
        </span>
      )}
      <span class="meta num">
        {world.has_ended
          ? 'This world has ended. You see its last state.'
          : planText(world.planned, now)}
        {!isMovable && !world.has_ended && ` ${MOVES_BY_ITSELF[world.clock.mode]}`}
      </span>
    </section>
  );
}

const STEPS = [
  ['15s', '+15 s'],
  ['1h', '+1 h'],
  ['1d', '+1 d'],
] as const;

const MOVES_BY_ITSELF = {
  manual: '',
  auto: '',
  real: 'This clock moves by itself.',
  system: 'This clock follows Date and setTimeout.',
};

/** True when the buttons can move the clock. */
export function canMove({ clock, has_ended }: WorldState): boolean {
  return !has_ended && (clock.mode === 'manual' || clock.mode === 'auto');
}

/** Moves the clock by a duration. */
export function advance(session: Session, duration: string, text: string): Promise<boolean> {
  const { world } = session.place;
  return session.attempt(
    () => session.server.control(world, 'POST', '/clock/advance', { duration }),
    `Moved the clock by ${text.slice(1)}`,
  );
}

/** Moves the clock to a moment. */
export function advanceTo(session: Session, moment: string): Promise<boolean> {
  const { world } = session.place;
  return session.attempt(
    () => session.server.control(world, 'POST', '/clock/advance_to', { moment }),
    `Moved the clock to ${momentText(moment)}`,
  );
}

/** Moves the clock to what is due next. */
export async function advanceToNext(session: Session): Promise<void> {
  const next = session.model.world?.planned.steps[0];
  if (next === undefined) session.tell('Nothing is due: the clock stays.');
  else await advanceTo(session, next.at);
}

/** Continues a clock that moves by itself, once a second. */
function useWorldTime({ clock }: WorldState, readAt: number): number {
  const moves = clock.mode === 'real' || clock.mode === 'system';
  const [, setTurn] = useState(0);
  useEffect(() => {
    if (!moves) return undefined;
    const timer = setInterval(() => setTurn((turn) => turn + 1), 1_000);
    return () => clearInterval(timer);
  }, [moves]);
  const passed = moves ? (performance.now() - readAt) * clock.speed : 0;
  return Date.parse(clock.now) + Math.max(0, passed);
}
