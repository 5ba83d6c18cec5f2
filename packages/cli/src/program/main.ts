import { counted } from '@firsthandapi/spec/counted';
import { COMMON_OPTIONS } from '../command/common-options.ts';
import type { Context } from '../command/context.ts';
import { EXIT } from '../command/exit-code.ts';
import { isOn, type Parsed, parseArguments } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import { VERSION } from '../command/version.ts';
import { type Found, findCommand } from './find-command.ts';
import type { Reporting } from './report-error.ts';
import { refuseSecrets } from './secrets-in-arguments.ts';

/** Runs the command line, and returns the exit code. Never rejects. */
export async function main(parameters: readonly string[], context: Context): Promise<number> {
  try {
    return await run(parameters, context);
  } catch (error) {
    return report(error, { isJson: isJsonWanted(parameters), options: [] }, context);
  }
}

/** Errors follow the format even when the arguments themselves are wrong. */
function isJsonWanted(parameters: readonly string[]): boolean {
  return parameters.includes('--json');
}

async function run(parameters: readonly string[], context: Context): Promise<number> {
  const [first] = parameters;
  if (first === '--version' || first === '-v') {
    context.stdout.write(`${VERSION}\n`);
    return EXIT.success;
  }
  if (first === '__complete') {
    const { complete } = await import('./complete.ts');
    await complete(parameters.slice(parameters[1] === '--' ? 2 : 1), context);
    return EXIT.success;
  }
  const found = await findCommand(parameters);
  // The keys of a sandbox end with it, and open nothing else.
  if (found.kind === 'command' && found.command.takesAll) return passAll(found, context);
  refuseSecrets(parameters);
  if (found.kind === 'none') return showOverview(found.words, context);
  return found.kind === 'operation' ? runOperation(found, context) : runCommand(found, context);
}

async function runOperation(
  { words, operation, parameters }: Found & { kind: 'operation' },
  context: Context,
): Promise<number> {
  const { operationOptions } = await import('../operations/operation-options.ts');
  const options = operationOptions(operation);
  const parsed = parseArguments(parameters, options, words);
  if (isOn(parsed, 'help')) {
    const { operationHelp } = await import('./help.ts');
    context.stdout.write(operationHelp(words, operation));
    return EXIT.success;
  }
  const { runOperation } = await import('../operations/run-operation.ts');
  try {
    return await runOperation(words, operation, parsed, context);
  } catch (error) {
    const names = options.map(({ name }) => name);
    const reporting = { isJson: isOn(parsed, 'json'), options: names };
    const refusedKey = await refusedKeyOf(error, parsed, context);
    return report(error, { ...reporting, refusedKey }, context);
  }
}

async function runCommand(
  { words, command: lazy, parameters }: Found & { kind: 'command' },
  context: Context,
): Promise<number> {
  const command = await lazy.load();
  const parsed = parseArguments(parameters, [...command.options, ...COMMON_OPTIONS], words);
  if (isOn(parsed, 'help')) {
    const { commandHelp } = await import('./help.ts');
    context.stdout.write(commandHelp(words, command));
    return EXIT.success;
  }
  requirePositionals(words, command, parsed);
  try {
    return await command.run(parsed, context);
  } catch (error) {
    const refusedKey = command.asksForKey ? undefined : await refusedKeyOf(error, parsed, context);
    return report(error, { isJson: isOn(parsed, 'json'), options: [], refusedKey }, context);
  }
}

/** Runs a command that reads its arguments itself. */
async function passAll(
  { command, parameters }: Found & { kind: 'command' },
  context: Context,
): Promise<number> {
  const loaded = await command.load();
  return loaded.run({ positionals: parameters, given: [] }, context);
}

function requirePositionals(
  words: string,
  { takes = [], isLastOptional }: { takes?: readonly string[]; isLastOptional?: true },
  { positionals }: Parsed,
): void {
  const { length } = positionals;
  if (length === takes.length || (isLastOptional && length === takes.length - 1)) return;
  const wanted = takes.length === 0 ? 'no arguments' : takes.map((name) => `<${name}>`).join(' ');
  throw new UsageError(
    `'firsthand ${words}' takes ${wanted}, and got ${counted(length, 'argument')}`,
  );
}

async function showOverview(words: string, { stdout }: Context): Promise<number> {
  const { allCommands, overview } = await import('./help.ts');
  const name = words.replace(/^help ?/, '');
  const known = (await allCommands()).map(([command]) => command);
  if (name === '' || known.some((command) => command.startsWith(`${name} `))) {
    stdout.write(await overview(name));
    return EXIT.success;
  }
  const { closest } = await import('../command/closest.ts');
  const similar = closest(name, known);
  const hint =
    similar === undefined ? "see 'firsthand --help'" : `did you mean 'firsthand ${similar}'?`;
  throw new UsageError(`Unknown command: ${name}; ${hint}`);
}

// What only an error needs is not read by every start.

async function report(error: unknown, reporting: Reporting, context: Context): Promise<number> {
  const { reportError } = await import('./report-error.ts');
  return reportError(error, reporting, context);
}

async function refusedKeyOf(
  error: unknown,
  parsed: Parsed,
  context: Context,
): Promise<string | undefined> {
  const { refusedKeySource } = await import('./refused-key.ts');
  return refusedKeySource(error, parsed, context);
}
