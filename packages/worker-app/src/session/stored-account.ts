import type { Worker } from '@firsthandapi/spec/worker';
import type { AccountMemory } from './session.ts';

const KEY = 'worker';

/** The last known account in the browser's storage. */
export const storedAccount: AccountMemory = {
  read() {
    const text = localStorage.getItem(KEY);
    return text === null ? undefined : (JSON.parse(text) as Worker);
  },
  write(worker) {
    if (worker === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(worker));
  },
};
