import { join } from 'node:path';
import type { Context } from '../command/context.ts';

/** The part of a context that says where the user's files are. */
export type Places = Pick<Context, 'environment' | 'home' | 'platform'>;

const NAME = 'firsthandapi';

/** Returns the folder for configuration: `$XDG_CONFIG_HOME/firsthandapi`, by default below `~/.config`. */
export function configFolder({ environment, home }: Places): string {
  return join(absolute(environment.XDG_CONFIG_HOME) ?? join(home, '.config'), NAME);
}

/** The XDG specification ignores relative paths. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path ?? '') ? path : undefined;
}

/** Returns the folder for what commands remember: `$XDG_STATE_HOME/firsthandapi`, by default below `~/.local/state`. */
export function stateFolder({ environment, home }: Places): string {
  return join(absolute(environment.XDG_STATE_HOME) ?? join(home, '.local', 'state'), NAME);
}
