import { ConfigurationError, readConfiguration, settings } from '../configuration.ts';
import { requireReady } from './health.ts';
import { migrateDatabase, reseal, rotateDataKey, rotatePepper } from './maintenance.ts';
import { describePeppers, retire, retirementOf } from './peppers.ts';
import { start } from './start.ts';
import { UsageError } from './usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Command {
  /** What stands behind the name; commands without it take nothing. */
  readonly takes?: string;
  readonly help: string;
  readonly run: (environment: Environment, words: readonly string[]) => Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  start: { help: 'serve (the default)', run: start },
  health: {
    help: 'ask the server that runs here with this environment whether it is ready; ends with 1 if not',
    run: (environment) => requireReady(readConfiguration(environment)),
  },
  migrate: {
    help: 'bring the database up to date, as start does too',
    run: (environment) => migrateDatabase(readConfiguration(environment)),
  },
  'rotate-pepper': {
    help: 'hash API keys under a new pepper: new ones now, others when they are used next',
    run: (environment) => rotatePepper(readConfiguration(environment)),
  },
  peppers: {
    help: 'show how many API keys rest on each pepper',
    run: async (environment) => say(await describePeppers(readConfiguration(environment))),
  },
  'retire-pepper': {
    takes: '<version> [--stop-keys <number>]',
    help: 'take an earlier pepper out of the keyring; with API keys left on it only if their number is given',
    async run(environment, words) {
      const retirement = retirementOf(words);
      say(await retire(readConfiguration(environment), retirement));
    },
  },
  'rotate-data-key': {
    help: 'seal new secrets and files under a new key, and seal kept secrets again',
    run: (environment) => rotateDataKey(readConfiguration(environment)),
  },
  reseal: {
    help: 'seal kept secrets again under the current data key',
    run: (environment) => reseal(readConfiguration(environment)),
  },
};

/** Runs a command and returns the process's exit code. */
export async function main(words: readonly string[], environment: Environment): Promise<number> {
  const [name = 'start', ...rest] = words;
  if (name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || (rest.length > 0 && command.takes === undefined)) {
    process.stderr.write(`Unknown command: ${words.join(' ')}\n\n${help()}`);
    return 2;
  }
  try {
    await command.run(environment, rest);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigurationError || error instanceof UsageError ? 2 : 1;
  }
}

function help(): string {
  const lines = Object.entries(commands).map(
    ([name, { takes, help }]) =>
      `  ${name.padEnd(16)} ${help}${takes === undefined ? '' : `\n  ${' '.repeat(16)} ${name} ${takes}`}`,
  );
  const variables = Object.entries(settings).map(
    ([name, { meaning, default: standard }]) => `  ${name.padEnd(22)} ${meaning} [${standard}]`,
  );
  return `firsthandapi-server [command]\n\n${lines.join('\n')}\n\nEnvironment:\n\n${variables.join('\n')}\n`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
