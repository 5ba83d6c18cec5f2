import type { EngineSettings, Work } from '@firsthandapi/engine';
import { type CoreParts, sandboxKeyring, type WorldCore } from '../local/core.ts';

/** What domain code works with in a world. */
export function workOf(
  { store, clock, ids, files, payments, carrier }: WorldCore,
  tables: Work['tables'],
  { settings }: Pick<CoreParts, 'settings'>,
): Work {
  const sender = carrier;
  const ports = { store, clock, ids, files, payments, sender, keyring: sandboxKeyring };
  return {
    // Nothing that a sandbox changes by itself is scored by the scorer: simulated workers are scored by plan.
    ports: ports as unknown as Work['ports'],
    settings: settings as EngineSettings,
    tables,
    now: clock.now(),
  };
}
