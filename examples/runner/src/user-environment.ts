import { delimiter, dirname } from 'node:path';

/**
 * Puts this Node first in PATH, and removes the developer's keys.
 *
 * @param paths further folders for PATH, of what an example needs
 */
export function userEnvironment(paths: readonly string[] = []): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(process.execPath), ...paths, process.env.PATH].join(delimiter),
    FIRSTHAND_API_KEY: undefined,
    FIRSTHAND_WEBHOOK_SECRET: undefined,
    NEXT_TELEMETRY_DISABLED: '1',
    CI: 'true',
  };
}
