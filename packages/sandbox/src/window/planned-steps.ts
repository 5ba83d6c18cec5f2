import { isAwaited } from '../clock/housekeeping.ts';
import type { WorldInspection } from '../local/local-world.ts';
import type { WorldState } from './protocol.ts';

/** Steps that a window lists. */
const LISTED = 10;

/** Returns what will happen by itself in a world, without what the service schedules for its own upkeep. */
export function plannedSteps({ life }: WorldInspection): WorldState['planned'] {
  const tasks = life.core.store.scheduled().filter(({ kind }) => isAwaited(kind));
  const steps = tasks.slice(0, LISTED).map(({ due_at, kind, subject, data }) => ({
    at: new Date(due_at).toISOString(),
    kind,
    subject,
    slot: typeof data.slot === 'number' ? data.slot : null,
  }));
  return { steps, total: tasks.length };
}
