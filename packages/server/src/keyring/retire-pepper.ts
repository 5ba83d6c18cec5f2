import type { Instant, Store } from '@firsthandapi/engine';
import { requireEarlierVersion } from './earlier-version.ts';
import type { KeyringFile } from './keyring-file.ts';
import { keysPerPepper } from './pepper-usage.ts';
import { RetirementRefusedError } from './retirement-refused.ts';

const NAMES = { kind: 'pepper', command: 'rotate-pepper' };

/** The pepper to retire, and the number of API keys that stop working as a result. */
export interface Retirement {
  readonly version: number;
  /** Number of API keys that stop working. Must match exactly, as a confirmation. */
  readonly stoppingKeys: number;
}

/**
 * Removes an earlier pepper from the keyring. Running servers drop it automatically: within seconds, or within a minute
 * for keys in use.
 *
 * @throws RetirementRefusedError when the number of keys that depend on the pepper differs from `stoppingKeys`
 */
export async function retirePepper(
  file: KeyringFile,
  store: Store,
  { version, stoppingKeys }: Retirement,
  now: Instant,
): Promise<void> {
  // Its number of keys cannot grow while they are counted.
  requireEarlierVersion(file.load().peppers, version, now, NAMES);
  const keys = (await keysPerPepper(store, now)).get(version) ?? 0;
  if (keys !== stoppingKeys) throw new RetirementRefusedError(refusalReason(version, keys));
  file.retire('peppers', version);
}

function refusalReason(version: number, keys: number): string {
  if (keys === 0) {
    return `No API key uses pepper ${version}; omit --stop-keys.`;
  }
  const [use, them] = keys === 1 ? ['1 API key uses', 'it'] : [`${keys} API keys use`, 'them'];
  return `${use} pepper ${version} and would stop working. Using ${them} once moves ${them} to the current pepper; to retire the pepper anyway, add --stop-keys ${keys}.`;
}
