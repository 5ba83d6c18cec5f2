import type { Instant, Store } from '@firsthandapi/engine';
import { ACTIVATION_DELAY_MS, currentVersion } from './key-material.ts';
import type { KeyringFile } from './keyring-file.ts';
import { keysPerPepper } from './pepper-usage.ts';

/** The pepper to retire, and the number of API keys that stop working as a result. */
export interface Retirement {
  readonly version: number;
  /** Number of API keys that stop working. Must match exactly, as a confirmation. */
  readonly stoppingKeys: number;
}

/** The pepper was not retired. The message gives the reason and the fix. */
export class RetirementRefusedError extends Error {
  override readonly name = 'RetirementRefusedError';
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
  requireEarlier(file, version, now);
  const keys = (await keysPerPepper(store, now)).get(version) ?? 0;
  if (keys !== stoppingKeys) throw new RetirementRefusedError(refusalReason(version, keys));
  file.retire('peppers', version);
}

/** Ensures that no server still hashes with the pepper, so that its key count cannot grow while it is taken. */
function requireEarlier(file: KeyringFile, version: number, now: Instant): void {
  const { peppers } = file.load();
  const versions = peppers.map((pepper) => pepper.version);
  if (!versions.includes(version)) {
    throw new RetirementRefusedError(
      `The keyring has no pepper ${version}; it has ${versions.join(', ')}.`,
    );
  }
  const current = currentVersion(peppers, now);
  if (version >= current.version) {
    throw new RetirementRefusedError(
      `Pepper ${version} is current or about to become current; only an earlier one can be retired. Run rotate-pepper first.`,
    );
  }
  const settledAt = current.activeFrom + ACTIVATION_DELAY_MS;
  if (settledAt > now) {
    throw new RetirementRefusedError(
      `Pepper ${current.version} only recently became current; try again after ${new Date(settledAt).toISOString()}.`,
    );
  }
}

function refusalReason(version: number, keys: number): string {
  if (keys === 0) {
    return `No API key uses pepper ${version}; omit --stop-keys.`;
  }
  const [use, them] = keys === 1 ? ['1 API key uses', 'it'] : [`${keys} API keys use`, 'them'];
  return `${use} pepper ${version} and would stop working. Using ${them} once moves ${them} to the current pepper; to retire the pepper anyway, add --stop-keys ${keys}.`;
}
