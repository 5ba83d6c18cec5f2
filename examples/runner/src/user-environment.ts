import { delimiter, dirname } from 'node:path';

/** This Node comes first, whatever the machine's own is; and no key of the developer reaches what is run. */
export function userEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    FIRSTHAND_API_KEY: undefined,
    FIRSTHAND_WEBHOOK_SECRET: undefined,
    NEXT_TELEMETRY_DISABLED: '1',
    CI: 'true',
  };
}
