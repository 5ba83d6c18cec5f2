import type { Instant, Store } from '@firsthandapi/engine';
import { ACTIVATION_DELAY_MS, currentVersion } from './key-material.ts';
import type { KeyringFile } from './keyring-file.ts';
import { keysPerPepper } from './pepper-usage.ts';

/** Which pepper is to go, and at what price. */
export interface Retirement {
  readonly version: number;
  /** How many API keys may stop working by it. The number is exact: any other is a mistake. */
  readonly stoppingKeys: number;
}

/** The pepper stays; the message says why, and what to do. */
export class RetirementRefusedError extends Error {
  override readonly name = 'RetirementRefusedError';
}

/**
 * Takes an earlier pepper out of the keyring. Running servers forget it by themselves, within seconds, and within a minute
 * for keys in use. Throws a `RetirementRefusedError` while more or fewer keys rest on it than was said.
 */
export async function retirePepper(
  file: KeyringFile,
  store: Store,
  { version, stoppingKeys }: Retirement,
  now: Instant,
): Promise<void> {
  requireEarlier(file, version, now);
  const keys = (await keysPerPepper(store, now)).get(version) ?? 0;
  if (keys !== stoppingKeys) throw new RetirementRefusedError(reasonOf(version, keys));
  file.retire('peppers', version);
}

/** No server makes hashes under it any more, so that none can come while the keys are counted. */
function requireEarlier(file: KeyringFile, version: number, now: Instant): void {
  const { peppers } = file.load();
  const known = peppers.map((pepper) => pepper.version);
  if (!known.includes(version)) {
    throw new RetirementRefusedError(
      `The keyring has no pepper ${version}; it has ${known.join(', ')}.`,
    );
  }
  const current = currentVersion(peppers, now);
  if (version >= current.version) {
    throw new RetirementRefusedError(
      `Pepper ${version} hashes new API keys, or is about to; only an earlier one can be retired. Run rotate-pepper first.`,
    );
  }
  const settledAt = current.activeFrom + ACTIVATION_DELAY_MS;
  if (settledAt > now) {
    throw new RetirementRefusedError(
      `Pepper ${current.version} has only just come into use; try again after ${new Date(settledAt).toISOString()}.`,
    );
  }
}

function reasonOf(version: number, keys: number): string {
  if (keys === 0) {
    return `No API key rests on pepper ${version}; leave --stop-keys out.`;
  }
  const [rest, these] = keys === 1 ? ['1 API key rests', 'it'] : [`${keys} API keys rest`, 'them'];
  return `${rest} on pepper ${version} and would stop working. Using ${these} once is enough to move ${these} to the current one; to end ${these} all the same, add --stop-keys ${keys}.`;
}
