import { ConfigurationError, readConfiguration, settings } from '../configuration.ts';
import { appealsCommand } from '../operator/appeals.ts';
import { payoutsCommand } from '../operator/payouts.ts';
import { reviewsCommand } from '../operator/reviews.ts';
import { UsageError } from '../operator/usage-error.ts';
import { workersCommand } from '../operator/workers.ts';
import { backUp, EXAMPLES, prune, restore } from './backup.ts';
import { createKey } from './create-key.ts';
import { requireReady } from './health.ts';
import { inviteOwnerOf } from './invite-owner.ts';
import { describeOutbox } from './mail.ts';
import {
  acceptClock,
  migrateDatabase,
  reseal,
  rewrapKeyring,
  rotateDataKey,
  rotatePepper,
} from './maintenance.ts';
import { organizationOf } from './organization-of.ts';
import { type Output, processOutput } from './output.ts';
import { describePeppers, retire, retirementOf } from './peppers.ts';
import {
  describeSigningKeys,
  retireSigning,
  rotateSigningKey,
  signingKeyRetirementOf,
} from './signing-keys.ts';
import { start } from './start.ts';
import { formatReport, verify, verifyOptionsOf } from './verify.ts';
import { version } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Prints one line of what a command did. */
type Say = (line: string) => void;

interface Command {
  /** The arguments that follow the name; a command without it takes none. */
  readonly takes?: string;
  readonly help: string;
  readonly run: (
    environment: Environment,
    parameters: readonly string[],
    say: Say,
  ) => Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
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
  appeals: {
    takes: '[list [--status <status>] | decide <submission> upheld|overturned --by … --answer …]',
    help: 'list the appeals of workers, those that are due first, or decide one; --json',
    run: async (environment, parameters, say) =>
      say(await appealsCommand(readConfiguration(environment), parameters)),
  },
  reviews: {
    takes: '[list | decide <submission> --stars <1-5> --by … --reason …]',
    help: 'list the files that wait for a person to rate them, or rate one; --json',
    run: async (environment, parameters, say) =>
      say(await reviewsCommand(readConfiguration(environment), parameters)),
  },
  payouts: {
    takes: '[list | export | paid <payout> --reference … --by … | returned <payout> --by …]',
    help: 'list payouts, export those to be paid as CSV, or note how one ended; --json',
    run: async (environment, parameters, say) =>
      say(await payoutsCommand(readConfiguration(environment), parameters)),
  },
  workers: {
    takes: 'suspend <worker> --reason … --by … | reinstate <worker> --by …',
    help: 'suspend a worker, or end a suspension; --json',
    run: async (environment, parameters, say) =>
      say(await workersCommand(readConfiguration(environment), parameters)),
  },
  'accept-clock': {
    help: "say that this machine's clock is right, after the server doubted it",
    run: (environment, _, say) => acceptClock(readConfiguration(environment), say),
  },
  'rotate-pepper': {
    help: 'hash API keys under a new pepper: new keys from now on, the others at their next use',
    run: (environment, _, say) => rotatePepper(readConfiguration(environment), say),
  },
  peppers: {
    help: 'show how many API keys depend on each pepper',
    run: async (environment, _, say) => say(await describePeppers(readConfiguration(environment))),
  },
  'retire-pepper': {
    takes: '<version> [--stop-keys <number>]',
    help: 'remove an old pepper from the keyring; if API keys depend on it, confirm their number',
    async run(environment, parameters, say) {
      const retirement = retirementOf(parameters);
      say(await retire(readConfiguration(environment), retirement));
    },
  },
  'rotate-signing-key': {
    help: 'sign links, cursors, checkouts and file names with a new key; earlier ones still verify',
    run: async (environment, _, say) => say(await rotateSigningKey(readConfiguration(environment))),
  },
  'signing-keys': {
    help: 'show the signing keys, and when each can be retired',
    run: async (environment, _, say) =>
      say(await describeSigningKeys(readConfiguration(environment))),
  },
  'retire-signing-key': {
    takes: '<version> [--now]',
    help: 'remove an old signing key from the keyring; with --now, what it signed ends at once',
    async run(environment, parameters, say) {
      const retirement = signingKeyRetirementOf(parameters);
      say(await retireSigning(readConfiguration(environment), retirement));
    },
  },
  'rotate-data-key': {
    help: 'seal new secrets and files under a new key, and reseal the stored secrets',
    run: (environment, _, say) => rotateDataKey(readConfiguration(environment), say),
  },
  'rewrap-keyring': {
    takes: '[--plain]',
    help: 'wrap the keyring under KMS_KEY_ID, whatever wrapped it before; with --plain, undo that',
    run: (environment, parameters, say) =>
      rewrapKeyring(readConfiguration(environment), parameters, say),
  },
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

/** Runs a command and returns the exit code of the process: 0, 1 for a failure, 2 for wrong usage. */
export async function main(
  words: readonly string[],
  environment: Environment,
  { write, writeError }: Output = processOutput,
): Promise<number> {
  // Options without a command belong to `start`, the default.
  const [first = ''] = words;
  const isStart = first.startsWith('--') && first !== '--help' && first !== '--version';
  const [name = 'start', ...parameters] = isStart ? ['start', ...words] : words;
  if (name === 'help' || name === '--help' || name === '-h') {
    write(help());
    return 0;
  }
  if (name === 'version' || name === '--version' || name === '-v') {
    write(`${version()}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    writeError(`Unknown command: ${name}; firsthandapi-server help lists all commands\n`);
    return 2;
  }
  if (parameters.length > 0 && command.takes === undefined) {
    writeError(`${name} takes no arguments, but got: ${parameters.join(' ')}\n`);
    return 2;
  }
  try {
    await command.run(environment, parameters, (line) => write(`${line}\n`));
    return 0;
  } catch (error) {
    writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigurationError || error instanceof UsageError ? 2 : 1;
  }
}

function withAcceptedClock(environment: Environment, parameters: readonly string[]): Environment {
  if (parameters.length === 0) return environment;
  if (parameters.length === 1 && parameters[0] === '--accept-clock') {
    return { ...environment, ACCEPT_CLOCK: 'true' };
  }
  throw new UsageError('start takes one option, --accept-clock');
}

function indented(text: string): string {
  return `\n  ${' '.repeat(18)} ${text}`;
}

function help(): string {
  const lines = Object.entries(commands).map(
    ([name, { takes, help }]) =>
      `  ${name.padEnd(18)} ${help}${takes === undefined ? '' : indented(`${name} ${takes}`)}${EXAMPLES[name] === undefined ? '' : indented(`example: ${EXAMPLES[name]}`)}`,
  );
  const variables = Object.entries(settings).map(
    ([name, { meaning, default: standard }]) => `  ${name.padEnd(22)} ${meaning} [${standard}]`,
  );
  return `firsthandapi-server [command] | help | --version\n\n${lines.join('\n')}\n\nEnvironment:\n\n${variables.join('\n')}\n`;
}
