import { parseArgs } from 'node:util';
import { counted } from '@firsthandapi/engine/host';
import type { Configuration } from '../../configuration.ts';
import { openStorage } from '../../files/open-storage.ts';
import { SealedFiles } from '../../files/sealed-files.ts';
import { ACTIVATION_DELAY_MS, currentVersion } from '../../keyring/key-material.ts';
import { openKeyringFile, openOwnKeyring } from '../../keyring/open-keyring.ts';
import {
  retireSigningKey,
  SIGNED_FOR_MS,
  type SigningKeyRetirement,
} from '../../keyring/retire-signing-key.ts';
import { UsageError } from '../../operator/usage-error.ts';
import { withStore } from '../../operator/with-store.ts';

/** Adds a signing key, and returns a sentence that says so. What earlier ones signed stays valid. */
export async function rotateSigningKey(configuration: Configuration): Promise<string> {
  const file = await openKeyringFile(configuration);
  await file.prepareRotation('signingKeys');
  const now = Date.now();
  const version = file.rotate('signingKeys', now);
  const activeAt = new Date(now + ACTIVATION_DELAY_MS).toISOString();
  return `Signing key ${version} takes effect at ${activeAt}. Back up ${file.path}.`;
}

/** Returns a table of the signing keys, and when each can be retired. */
export async function describeSigningKeys(configuration: Configuration): Promise<string> {
  const { signingKeys } = (await openKeyringFile(configuration)).load();
  const current = currentVersion(signingKeys, Date.now()).version;
  const rows = signingKeys.map(({ version, activeFrom }, place) => {
    const next = signingKeys[place + 1];
    const state =
      version === current
        ? 'signs'
        : version > current || next === undefined
          ? `takes effect at ${new Date(activeFrom).toISOString()}`
          : `verifies; can be retired after ${new Date(next.activeFrom + ACTIVATION_DELAY_MS + SIGNED_FOR_MS).toISOString()}`;
    return `${String(version).padEnd(12)} ${state}`;
  });
  return ['Signing key  State', ...rows].join('\n');
}

/** Removes an old signing key from the keyring, and returns a sentence that says so. */
export function retireSigning(
  configuration: Configuration,
  retirement: SigningKeyRetirement,
): Promise<string> {
  return withStore(configuration, async (store) => {
    const { keyring, file } = await openOwnKeyring(configuration, store);
    const files = new SealedFiles(await openStorage(configuration), keyring, store);
    const renamed = await retireSigningKey(file, { store, files }, retirement, Date.now());
    const moved = renamed === 0 ? '' : ` Renamed ${counted(renamed, 'file')}.`;
    return `Signing key ${retirement.version} is retired; running servers drop it within seconds.${moved} Back up ${file.path}.`;
  });
}

/** Parses the arguments of `retire-signing-key`. Throws a `UsageError` that shows the right form. */
export function signingKeyRetirementOf(parameters: readonly string[]): SigningKeyRetirement {
  const { positionals, values } = parseWords(parameters);
  const [version = ''] = positionals;
  if (positionals.length !== 1 || !/^\d{1,9}$/.test(version)) {
    throw new UsageError(
      'retire-signing-key needs the version of one signing key, for example: retire-signing-key 1',
    );
  }
  return { version: Number(version), isImmediate: values.now === true };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { now: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
