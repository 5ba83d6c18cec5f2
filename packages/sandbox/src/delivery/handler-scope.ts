import { nodeModule } from '@firsthandapi/engine/memory';
import type { Attempt } from './attempt.ts';

interface AttemptStorage {
  run<T>(attempt: Attempt, callback: () => T): T;
  getStore(): Attempt | undefined;
}

/** Shared by all worlds: a handler of one may wait for the clock of another. */
let storage: AttemptStorage | null | undefined;

/** True when the runtime can tell which handler the running code belongs to. */
export function hasHandlerScope(): boolean {
  storage ??= createStorage();
  return storage !== null;
}

/** Calls a handler so that `currentAttempt` finds its attempt, across its awaits. */
export function runInAttempt<T>(attempt: Attempt, callback: () => T): T {
  return hasHandlerScope() && storage ? storage.run(attempt, callback) : callback();
}

/** Returns the attempt whose handler the running code belongs to, or undefined. */
export function currentAttempt(): Attempt | undefined {
  return storage?.getStore();
}

function createStorage(): AttemptStorage | null {
  const hooks = nodeModule('node:async_hooks');
  return hooks === undefined ? null : new hooks.AsyncLocalStorage<Attempt>();
}
