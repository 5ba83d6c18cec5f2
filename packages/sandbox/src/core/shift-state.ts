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

/** The fields of a value in a state that change with time. Most values have none, and every reset shifts the same ones. */
const movingFields = new WeakMap<object, readonly string[]>();

/** Returns the value itself when it holds no instant: rows are never changed in place. */
function shift<T extends object>(value: T, milliseconds: number): T {
  const moving = movingFieldsOf(value);
  if (moving.length === 0) return value;
  // A copy has the shape of the row, for which the engine has been compiled; an object made of entries has its own.
  const shifted = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  for (const name of moving) {
    const field = shifted[name];
    shifted[name] =
      typeof field === 'number' ? field + milliseconds : shift(field as object, milliseconds);
  }
  return shifted as T;
}

function movingFieldsOf(value: object): readonly string[] {
  const known = movingFields.get(value);
  if (known !== undefined) return known;
  const moving = Object.entries(value)
    .filter(([name, field]) => isMoving(name, field))
    .map(([name]) => name);
  movingFields.set(value, moving);
  return moving;
}

function isMoving(name: string, field: unknown): boolean {
  if (typeof field === 'number') return INSTANT.test(name);
  return typeof field === 'object' && field !== null && movingFieldsOf(field).length > 0;
}
