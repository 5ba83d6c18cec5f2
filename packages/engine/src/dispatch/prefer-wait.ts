import { validationError } from '../errors/api-error.ts';
import type { HeaderReader } from '../http/messages.ts';

const LONGEST_WAIT_SECONDS = 60;

/**
 * Returns the seconds of `Prefer: wait=N` (RFC 7240), or undefined when the client does not ask to wait. Throws 400
 * beyond 60.
 */
export function preferredWait(headers: HeaderReader): number | undefined {
  const prefer = headers.get('prefer');
  if (prefer === null) return undefined;
  const wait = prefer
    .split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d+)"?\s*$/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  if (wait === undefined) return undefined;
  const seconds = Number(wait);
  if (seconds <= LONGEST_WAIT_SECONDS) return seconds;
  throw validationError([
    { field: 'Prefer', message: `wait must be at most ${LONGEST_WAIT_SECONDS} seconds` },
  ]);
}
