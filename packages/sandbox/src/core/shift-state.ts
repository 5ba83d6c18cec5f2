import type { CoreState } from './core.ts';

/** The names of all fields of rows and tasks that hold an instant. */
export const INSTANT = /(?:^|_)(?:at|deadline|until|since)$/;

/**
 * Returns the state as if everything in it had happened so many milliseconds later. Ids keep the instant that is part
 * of them, so that their order does not change.
 */
export function shiftState(state: CoreState, milliseconds: number): CoreState {
  if (milliseconds === 0) return state;
  return { ...state, now: state.now + milliseconds, store: shift(state.store, milliseconds) };
}

function shift<T>(value: T, milliseconds: number): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => shift(item, milliseconds)) as T;
  const shifted = Object.entries(value).map(([name, field]) => [
    name,
    typeof field === 'number' && INSTANT.test(name)
      ? field + milliseconds
      : shift(field, milliseconds),
  ]);
  return Object.fromEntries(shifted) as T;
}
