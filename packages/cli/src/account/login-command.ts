import { isFirstHandError } from '@firsthandapi/sdk';
import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';
import { EXIT } from '../command/exit-code.ts';
import { textOf } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import { chosenBaseUrl } from '../settings/connection.ts';
import { openClient } from '../settings/open-client.ts';
import {
  checkProfileName,
  DEFAULT_PROFILE,
  profilesFile,
  readProfiles,
  writeProfiles,
} from '../settings/profiles.ts';
import { maskKey } from './mask-key.ts';

export const command: Command = {
  summary: 'Store an API key',
  description:
    'Asks for an API key without showing it, or reads it from standard input, tries it, and stores it in a file that\nonly you can read. A profile is a key with its service: store another one with --profile.',
  options: CONNECTION_OPTIONS,
  asksForKey: true,
  example: 'login --profile staging < key.txt',
  async run(parsed, context) {
    const { environment, stdin, stderr } = context;
    const profile = checkProfileName(
      textOf(parsed, 'profile') ?? (environment.FIRSTHAND_PROFILE || DEFAULT_PROFILE),
    );
    // Read first: a file that others can read is not to be added to.
    const profiles = readProfiles(context);
    const { baseUrl: base_url, baseUrlSource } = chosenBaseUrl(parsed, context);
    // Refuses a wrong URL before a key is asked for.
    openClient({ baseUrl: base_url, baseUrlSource, apiKey: undefined }, context);
    const api_key = await stdin.readSecret(`API key for ${base_url} (not shown): `, context.signal);
    if (api_key === '') {
      throw new UsageError(
        stdin.isTerminal
          ? 'No key was typed. Nothing was stored'
          : "Standard input has no key on its first line: run 'firsthand login' in a terminal, or 'firsthand login < key.txt'. Nothing was stored",
      );
    }
    if (!/^fh_(live|test)_sk_\w+$/.test(api_key)) {
      throw new UsageError(
        'That is no API key: it begins with fh_live_sk_ or fh_test_sk_. Nothing was stored',
      );
    }
    try {
      await tryKey({ baseUrl: base_url, baseUrlSource, apiKey: api_key }, context);
    } catch (error) {
      stderr.write(`Nothing was stored, since the key could not be verified at ${base_url}:\n`);
      throw error;
    }
    writeProfiles(context, { ...profiles, [profile]: { api_key, base_url } });
    stderr.write(
      `Stored ${maskKey(api_key)} as profile '${profile}' in ${profilesFile(context)}\n`,
    );
    if (environment.FIRSTHAND_API_KEY) {
      stderr.write(
        `FIRSTHAND_API_KEY is set, and comes before profiles: unset it, or pass --profile ${profile}\n`,
      );
    }
    return EXIT.success;
  },
};

/** Fails unless the service knows the key; a key without the scope is known. */
async function tryKey(
  connection: Parameters<typeof openClient>[0],
  context: Parameters<typeof openClient>[1] & { readonly signal: AbortSignal },
): Promise<void> {
  const result = await openClient(connection, context)
    .getSettings({ signal: context.signal })
    .safe();
  if (!result.ok && !(isFirstHandError(result.error) && result.error.status === 403)) {
    throw result.error;
  }
}
