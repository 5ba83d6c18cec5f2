import { MemoryFiles, MemoryKeyring, MemoryStore } from '@firsthandapi/engine/memory';
import type { Target } from '../world/target.ts';
import { openEngineWorld } from './engine-world.ts';

/** The engine itself, in process, with in-memory adapters. */
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
