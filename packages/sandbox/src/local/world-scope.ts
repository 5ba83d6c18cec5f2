import { nodeModule } from '@firsthandapi/engine/memory';

/** Knows the tag of the world that the running code belongs to, across its awaits. */
export interface WorldScope {
  run<T>(tag: string, callback: () => T): T;
  current(): string | undefined;
}

interface TagStorage {
  run<T>(tag: string, callback: () => T): T;
  getStore(): string | undefined;
}

/** Creates a scope on Node's AsyncLocalStorage, on first use. In other runtimes `run` throws. */
export function createWorldScope(): WorldScope {
  let storage: TagStorage | undefined;
  return {
    run(tag, callback) {
      storage ??= createStorage();
      return storage.run(tag, callback);
    },
    current: () => storage?.getStore(),
  };
}

function createStorage(): TagStorage {
  const hooks = nodeModule('node:async_hooks');
  if (hooks !== undefined) return new hooks.AsyncLocalStorage<string>();
  throw new Error(
    'Cannot run: world.run needs Node 20.16 or later; in other runtimes give each client its world.apiKey',
  );
}
