import { ConfigurationError } from '../configuration.ts';
import { UsageError } from '../operator/usage-error.ts';
import type { Command, Environment } from './command.ts';
import { commands } from './commands.ts';
import { help } from './help.ts';
import { type Output, processOutput } from './output.ts';
import { version } from './version.ts';

/** Runs a command and returns the exit code of the process: 0, 1 for a failure, 2 for wrong usage. */
export async function main(
  words: readonly string[],
  environment: Environment,
  { write, writeError }: Output = processOutput,
): Promise<number> {
  const [name, ...parameters] = withCommand(words);
  const text = textOf(name);
  if (text !== undefined) {
    write(text);
    return 0;
  }
  return exitCodeOf(writeError, () =>
    commandOf(name, parameters).run(environment, parameters, (line) => write(`${line}\n`)),
  );
}

/** Throws a `UsageError` when there is no such command, or when it takes no arguments but has some. */
function commandOf(name: string, parameters: readonly string[]): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new UsageError(`Unknown command: ${name}; firsthandapi-server help lists all commands`);
  }
  if (parameters.length > 0 && command.takes === undefined) {
    throw new UsageError(`${name} takes no arguments, but got: ${parameters.join(' ')}`);
  }
  return command;
}

/** Returns the words with the name of their command first: options without one belong to `start`, the default. */
function withCommand(words: readonly string[]): readonly [name: string, ...parameters: string[]] {
  const [first, ...others] = words;
  if (first === undefined) return ['start'];
  const isStart = first.startsWith('--') && first !== '--help' && first !== '--version';
  return isStart ? ['start', ...words] : [first, ...others];
}

/** Returns what a word prints that asks about the program itself. */
function textOf(name: string): string | undefined {
  if (name === 'help' || name === '--help' || name === '-h') return help();
  if (name === 'version' || name === '--version' || name === '-v') return `${version()}\n`;
  return undefined;
}

async function exitCodeOf(
  writeError: Output['writeError'],
  run: () => Promise<void>,
): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigurationError || error instanceof UsageError ? 2 : 1;
  }
}
