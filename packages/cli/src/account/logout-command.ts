import type { Command } from '../command/command.ts';
import { EXIT } from '../command/exit-code.ts';
import { textOf } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import {
  checkProfileName,
  DEFAULT_PROFILE,
  readProfiles,
  writeProfiles,
} from '../settings/profiles.ts';
import { maskKey } from './mask-key.ts';

export const command: Command = {
  summary: 'Delete a stored API key',
  description:
    'Deletes a profile from this machine. The key itself stays valid: revoke it with api-keys revoke.',
  options: [{ name: 'profile', value: '<name>', description: 'The profile. Default: default.' }],
  example: 'logout --profile staging',
  async run(parsed, context) {
    const name = checkProfileName(
      textOf(parsed, 'profile') ?? (context.environment.FIRSTHAND_PROFILE || DEFAULT_PROFILE),
    );
    const { [name]: deleted, ...others } = readProfiles(context);
    if (deleted === undefined) throw new UsageError(`There is no profile '${name}'`);
    writeProfiles(context, others);
    context.stderr.write(
      `Deleted profile '${name}'. Its key ${maskKey(deleted.api_key)} stays valid until it is revoked: with another key, find its id by 'firsthand api-keys list', and run 'firsthand api-keys revoke <id>'.\n`,
    );
    return EXIT.success;
  },
};
