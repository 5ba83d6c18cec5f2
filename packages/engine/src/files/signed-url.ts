import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

/** How long a download link works (contract §4). */
export const URL_VALID_MS = 7 * 24 * 60 * 60 * 1_000;

const PURPOSE = 'download-url';

/**
 * Returns a link to the content of a file, submission or export. Anyone with the link can download it until
 * `expiresAt`.
 */
export function signedUrl(
  { ports, settings }: Pick<Work, 'ports' | 'settings'>,
  id: string,
  expiresAt: Instant,
): string {
  const expires = Math.floor(expiresAt / 1_000);
  const signature = ports.keyring.sign(PURPOSE, `${id}:${expires}`);
  return `${settings.filesUrl}/${id}?expires=${expires}&signature=${signature}`;
}

/** Whether the link was signed here, for this id and expiry. Compares in constant time. */
export function isSignedUrl(
  { ports }: Pick<Work, 'ports'>,
  id: string,
  expires: string,
  signature: string,
): boolean {
  return /^\d{1,12}$/.test(expires) && ports.keyring.verify(PURPOSE, `${id}:${expires}`, signature);
}
