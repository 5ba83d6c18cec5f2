import { delimiter, dirname } from 'node:path';

/** Puts this Node first in PATH, and removes the developer's keys. */
export function userEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    FIRSTHAND_API_KEY: undefined,
    FIRSTHAND_WEBHOOK_SECRET: undefined,
    NEXT_TELEMETRY_DISABLED: '1',
    CI: 'true',
  };
}
