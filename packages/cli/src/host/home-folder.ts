import { homedir, userInfo } from 'node:os';

/** Exists nowhere, so that a command that wants to store something there says what to set. */
const NOWHERE = '/nonexistent';

/**
 * Returns the user's home folder, also where `HOME` is empty or relative: secrets would be stored in whatever folder a
 * command runs in. A container's user may have none at all.
 */
export function homeFolder(): string {
  return attempt(homedir) ?? attempt(() => userInfo().homedir) ?? NOWHERE;
}

function attempt(find: () => string): string | undefined {
  try {
    const folder = find();
    return folder.startsWith('/') || /^[A-Za-z]:[\\/]|^\\\\/.test(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
