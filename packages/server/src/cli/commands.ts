import { readConfiguration } from '../configuration.ts';
import { UsageError } from '../operator/usage-error.ts';
import { backUp } from './backups/back-up.ts';
import { prune } from './backups/prune.ts';
import { restore } from './backups/restore.ts';
import type { Command, Environment } from './command.ts';
import { createKey } from './create-key.ts';
import { requireReady } from './health.ts';
import { inviteOwnerOf } from './invite-owner.ts';
import { keyringCommands } from './keyring-commands.ts';
import { describeOutbox } from './mail.ts';
import { acceptClock, migrateDatabase, reseal } from './maintenance.ts';
import { organizationOf } from './organization-of.ts';
import { peopleCommands } from './people-commands.ts';
import { start } from './start.ts';
import { formatReport, verify } from './verify.ts';
import { verifyOptionsOf } from './verify-options.ts';

/** Every command by its name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  start: {
    takes: '[--accept-clock]',
    help: 'start the server (the default), and accept a clock that is hours ahead',
    run: (environment, parameters) => start(withAcceptedClock(environment, parameters)),
  },
  health: {
    help: 'check that the server of this environment is ready; exits with 1 if it is not',
    run: (environment) => requireReady(readConfiguration(environment)),
  },
  migrate: {
    help: 'update the database schema, as start also does',
    run: (environment, _, say) => migrateDatabase(readConfiguration(environment), say),
  },
  backup: {
    takes: '<target folder> --key-file|--passphrase-file <file> [--verify] [--keys-only] [--json]',
    help: 'copy the database and the files into an archive, while the server runs',
    run: async (environment, parameters, say) =>
      say(await backUp(readConfiguration(environment), parameters)),
  },
  restore: {
    takes: '<archive> --key-file|--passphrase-file <file> [--keys <file>] [--json]',
    help: 'restore an archive into an empty database and DATA_DIR, beside the keyring',
    run: async (environment, parameters, say) =>
      say(await restore(readConfiguration(environment), parameters)),
  },
  prune: {
    takes: '<target folder> --keep <number> [--json]',
    help: 'delete all archives of a target but the newest',
    run: async (_, parameters, say) => say(await prune(parameters)),
  },
  mail: {
    takes: '[<id>]',
    help: 'list the mails in the outbox of DATA_DIR, newest first, or show one',
    run: async (environment, parameters, say) =>
      say(await describeOutbox(readConfiguration(environment), parameters)),
  },
  ...peopleCommands,
  'accept-clock': {
    help: "say that this machine's clock is right, after the server doubted it",
    run: (environment, _, say) => acceptClock(readConfiguration(environment), say),
  },
  ...keyringCommands,
  verify: {
    takes: '[--all | --sample <files>] [--rate <MB/s>] [--anchor <anchor>]… [--json]',
    help: 'check the books, hash chains, files and keyring; exits with 1 if something is wrong',
    async run(environment, parameters, say) {
      const options = verifyOptionsOf(parameters);
      const report = await verify(readConfiguration(environment), options);
      say(formatReport(report, options.isJson));
      if (!report.ok) throw new Error(`Problems found: ${report.problems.length}`);
    },
  },
  'create-key': {
    takes: '<organization>',
    help: 'create a live key with all scopes for an organization that lost its own; shown once',
    async run(environment, parameters, say) {
      const organization = organizationOf('create-key', parameters);
      say(await createKey(readConfiguration(environment), organization));
    },
  },
  'invite-owner': {
    takes: '<organization>',
    help: 'print a link that makes who opens it an owner; works once, for 7 days',
    async run(environment, parameters, say) {
      const organization = organizationOf('invite-owner', parameters);
      say(await inviteOwnerOf(readConfiguration(environment), organization));
    },
  },
  reseal: {
    help: 'reseal the stored secrets under the current data key',
    run: (environment, _, say) => reseal(readConfiguration(environment), say),
  },
};

function withAcceptedClock(environment: Environment, parameters: readonly string[]): Environment {
  if (parameters.length === 0) return environment;
  if (parameters.length === 1 && parameters[0] === '--accept-clock') {
    return { ...environment, ACCEPT_CLOCK: 'true' };
  }
  throw new UsageError('start takes one option, --accept-clock');
}
