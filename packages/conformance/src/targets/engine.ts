import { MemoryFiles, MemoryKeyring, MemoryStore } from '@firsthandapi/engine/memory';
import { openEngineWorld } from './engine-world.ts';
import type { Target } from './target.ts';

/** The engine itself, in process, over its memory adapters. */
export const engineTarget: Target = {
  name: 'engine',
  keepsLog: false,
  world(options = {}) {
    const storage = {
      store: new MemoryStore(),
      files: new MemoryFiles(),
      keyring: new MemoryKeyring('conformance'),
      close: async () => {},
    };
    return openEngineWorld(storage, options);
  },
};
