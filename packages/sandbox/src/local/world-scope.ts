import { nodeModule } from '@firsthandapi/engine/memory';

/** Which world the running code belongs to, through all of its awaits. */
export interface WorldScope<W> {
  run<T>(world: W, callback: () => T): T;
  current(): W | undefined;
}

interface Storage<W> {
  run<T>(store: W, callback: () => T): T;
  getStore(): W | undefined;
}

/** A scope over Node's AsyncLocalStorage, made on first use. Elsewhere `run` says what to do instead. */
export function createWorldScope<W>(): WorldScope<W> {
  let storage: Storage<W> | undefined;
  return {
    run(world, callback) {
      storage ??= createStorage<W>();
      return storage.run(world, callback);
    },
    current: () => storage?.getStore(),
  };
}

function createStorage<W>(): Storage<W> {
  const hooks = nodeModule('node:async_hooks');
  if (hooks !== undefined) return new hooks.AsyncLocalStorage<W>();
  throw new Error('run: needs Node 20.16 or later; elsewhere give each client its world.apiKey');
}
