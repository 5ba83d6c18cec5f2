import { type Parsed, textOf } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import { checkProfileName, DEFAULT_PROFILE, readProfiles } from './profiles.ts';
import type { Places } from './user-folders.ts';

export const DEFAULT_BASE_URL = 'https://api.firsthandapi.com';

/** The service to call, and what names it, for errors: `--base-url`, `FIRSTHAND_BASE_URL` or a profile. */
interface BaseUrl {
  readonly baseUrl: string;
  readonly baseUrlSource: string;
}

/** Which service to call, with which key, and where both were found. */
export interface Connection extends BaseUrl {
  /** `undefined` when none is stored. */
  readonly apiKey: string | undefined;
  /** `FIRSTHAND_API_KEY`, or the name of a profile. */
  readonly source: { readonly variable: string } | { readonly profile: string };
}

/**
 * Finds the key and the service that it belongs to. In this order: `--profile`, the environment
 * (`FIRSTHAND_API_KEY` with `FIRSTHAND_BASE_URL`), the profile of `FIRSTHAND_PROFILE`, the profile `default`. A key is
 * only ever sent to the service that it was stored with, unless `--base-url` says otherwise.
 *
 * @throws UsageError when the profile does not exist, or the environment names another service than the profile's
 */
export function findConnection(parsed: Parsed, places: Places): Connection {
  const { environment } = places;
  const named = textOf(parsed, 'profile');
  const apiKey = environment.FIRSTHAND_API_KEY?.trim();
  if (named === undefined && apiKey) {
    return {
      ...chosenBaseUrl(parsed, places),
      apiKey,
      source: { variable: 'FIRSTHAND_API_KEY' },
    };
  }
  return ofProfile(named, parsed, places);
}

/** Returns the service that `--base-url` or else the environment names, whatever profiles are stored. */
export function chosenBaseUrl(parsed: Parsed, { environment }: Places): BaseUrl {
  const chosen = textOf(parsed, 'base-url');
  if (chosen !== undefined) return { baseUrl: chosen, baseUrlSource: '--base-url' };
  const baseUrl = environment.FIRSTHAND_BASE_URL || DEFAULT_BASE_URL;
  return { baseUrl, baseUrlSource: 'FIRSTHAND_BASE_URL' };
}

function ofProfile(named: string | undefined, parsed: Parsed, places: Places): Connection {
  const { FIRSTHAND_PROFILE, FIRSTHAND_BASE_URL } = places.environment;
  const name = checkProfileName(named ?? (FIRSTHAND_PROFILE || DEFAULT_PROFILE));
  const profiles = readProfiles(places);
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  const isNamed = named !== undefined || Boolean(FIRSTHAND_PROFILE);
  if (profile === undefined && isNamed) {
    const known = Object.keys(profiles).join(', ') || 'none';
    throw new UsageError(
      `There is no profile '${name}' (stored: ${known}): run 'firsthand login --profile ${name}'`,
    );
  }
  const isChosen = textOf(parsed, 'base-url') !== undefined;
  const other = named === undefined ? FIRSTHAND_BASE_URL : undefined;
  if (profile !== undefined && !isChosen && other && other !== profile.base_url) {
    throw new UsageError(
      `FIRSTHAND_BASE_URL is ${other}, and the key of profile '${name}' belongs to ${profile.base_url}: ` +
        'set FIRSTHAND_API_KEY as well, or unset FIRSTHAND_BASE_URL',
    );
  }
  const service =
    profile === undefined || isChosen
      ? chosenBaseUrl(parsed, places)
      : { baseUrl: profile.base_url, baseUrlSource: `base_url of profile '${name}'` };
  return { ...service, apiKey: profile?.api_key, source: { profile: name } };
}
