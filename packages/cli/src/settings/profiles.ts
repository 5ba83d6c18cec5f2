import { join } from 'node:path';
import { UsageError } from '../command/usage-error.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { configFolder, type Places } from './user-folders.ts';

/** A service, and the key for it. */
export interface Profile {
  readonly api_key: string;
  readonly base_url: string;
}

/** The profiles by name. */
export type Profiles = Readonly<Record<string, Profile>>;

export const DEFAULT_PROFILE = 'default';

/** Returns where profiles are stored. */
export function profilesFile(places: Places): string {
  return join(configFolder(places), 'profiles.json');
}

/**
 * Reads the stored profiles.
 *
 * @throws UsageError when other users can read the file, or it is damaged
 */
export function readProfiles(places: Places): Profiles {
  const path = profilesFile(places);
  const text = readPrivateFile(path, places.platform);
  if (text === undefined) return {};
  const profiles = parse(text);
  if (isProfiles(profiles)) return profiles;
  throw new UsageError(`${path} is damaged: delete it, and run 'firsthand login' again`);
}

/** Stores the profiles in the place of the earlier ones, in a file that only its owner can read. */
export function writeProfiles(places: Places, profiles: Profiles): void {
  writePrivateFile(profilesFile(places), `${JSON.stringify(profiles, null, 2)}\n`);
}

/**
 * Returns the name of a profile, checked.
 *
 * @throws UsageError when it has other characters than letters, digits, `-` and `_`
 */
export function checkProfileName(name: string): string {
  if (/^[\w-]{1,64}$/.test(name) && name !== '__proto__') return name;
  throw new UsageError(
    `--profile must have 1 to 64 letters, digits, - or _, and is ${JSON.stringify(name)}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProfiles(value: unknown): value is Profiles {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(
      (profile) => typeof profile?.api_key === 'string' && typeof profile?.base_url === 'string',
    )
  );
}
