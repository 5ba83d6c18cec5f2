import { isFirstHandError, type Settings } from '@firsthandapi/sdk';
import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';
import type { Context } from '../command/context.ts';
import { EXIT } from '../command/exit-code.ts';
import { isOn } from '../command/parse-arguments.ts';
import { plainJson } from '../output/plain-text.ts';
import { printObject } from '../output/print-object.ts';
import { type Connection, findConnection } from '../settings/connection.ts';
import { openClientWithKey } from '../settings/open-client.ts';
import { maskKey } from './mask-key.ts';

export const command: Command = {
  summary: 'Show which key, service and organization are used',
  options: CONNECTION_OPTIONS,
  example: 'whoami',
  async run(parsed, context) {
    const connection = findConnection(parsed, context);
    const settings = await settingsOf(connection, context);
    const { baseUrl, apiKey = '', source } = connection;
    const identity = {
      ...source,
      base_url: baseUrl,
      api_key: maskKey(apiKey),
      environment: apiKey.startsWith('fh_live_') ? 'live' : 'test',
      organization_id: settings?.id ?? null,
      organization: settings?.name ?? null,
      tier: settings?.tier ?? null,
    };
    if (isOn(parsed, 'json')) context.stdout.write(`${plainJson(identity)}\n`);
    else printObject(identity, context.stdout);
    return EXIT.success;
  },
};

/** A key without the scope `usage:read` works, and does not say whose it is. */
async function settingsOf(connection: Connection, context: Context): Promise<Settings | undefined> {
  const client = openClientWithKey(connection, context);
  const result = await client.getSettings({ signal: context.signal }).safe();
  if (result.ok) return result.data;
  if (isFirstHandError(result.error) && result.error.status === 403) return undefined;
  throw result.error;
}
