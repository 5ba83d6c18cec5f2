import { parseArgs } from 'node:util';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

/** An option of a command. */
export interface Option {
  /** Without its dashes. */
  readonly name: string;
  /** What its value is, such as `<url>`; an option without it is a switch. */
  readonly value?: string;
  readonly description: string;
  readonly isMultiple?: true;
  /** Whether `--no-<name>` exists as well. */
  readonly isNegatable?: true;
  /** The values that it takes, for completion. */
  readonly values?: readonly string[];
}

/** An option as it was given: a text, or whether a switch is on. */
export interface Given {
  readonly name: string;
  readonly value: string | boolean;
}

/** The arguments of a command. */
export interface Parsed {
  /** What follows the words of the command. */
  readonly positionals: readonly string[];
  /** The options in the order of the command line. */
  readonly given: readonly Given[];
}

/**
 * Parses the arguments of a command.
 *
 * @throws UsageError that names the option and the fix
 */
export function parseArguments(
  parameters: readonly string[],
  options: readonly Option[],
  commandName: string,
): Parsed {
  const known = new Map(options.map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args: [...parameters],
    options: parseArgsOptions(options),
    // Node's own messages name neither the command nor a similar option.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const given: Given[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') given.push(readOption(token, known, commandName));
  }
  refuseRepeats(given, known);
  return { positionals, given };
}

/** Returns the text of an option that is given once. */
export function textOf({ given }: Parsed, name: string): string | undefined {
  const found = given.find((option) => option.name === name)?.value;
  return typeof found === 'string' ? found : undefined;
}

/** Returns the texts of an option that may be given several times. */
export function textsOf({ given }: Parsed, name: string): string[] {
  return given.filter((option) => option.name === name).map(({ value }) => String(value));
}

/** Whether a switch is on. */
export function isOn({ given }: Parsed, name: string): boolean {
  return given.find((option) => option.name === name)?.value === true;
}

/**
 * Returns a number that is given as an option.
 *
 * @throws UsageError when it is not a number of at least `minimum`
 */
export function numberOf(parsed: Parsed, name: string, minimum: number): number | undefined {
  const text = textOf(parsed, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= minimum) return value;
  throw new UsageError(`--${name} must be a number of at least ${minimum}, and is '${text}'`);
}

function parseArgsOptions(options: readonly Option[]) {
  const switches = options.filter(({ isNegatable }) => isNegatable).map(({ name }) => `no-${name}`);
  return Object.fromEntries([
    ...options.map(({ name, value }) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', ...(name === 'help' && { short: 'h' }) },
    ]),
    ...switches.map((name) => [name, { type: 'boolean' }]),
  ]);
}

function readOption(
  { name, rawName, value, inlineValue }: OptionToken,
  known: ReadonlyMap<string, Option>,
  commandName: string,
): Given {
  const negated = name.startsWith('no-') ? known.get(name.slice(3)) : undefined;
  if (negated?.isNegatable) return { name: negated.name, value: false };
  const option = known.get(name);
  if (option === undefined) throw unknownOption(rawName, known, commandName);
  if (option.value === undefined) {
    if (value === undefined) return { name, value: true };
    throw new UsageError(
      `--${name} takes no value${option.isNegatable ? `; to turn it off, --no-${name}` : ''}`,
    );
  }
  if (value === undefined || (!inlineValue && value.startsWith('--'))) {
    throw new UsageError(`--${name} needs a value: --${name} ${option.value}`);
  }
  return { name, value };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function unknownOption(
  rawName: string,
  known: ReadonlyMap<string, Option>,
  commandName: string,
): UsageError {
  const similar = closest(rawName.replace(/^-+/, ''), [...known.keys()]);
  const hint =
    similar === undefined ? `see 'firsthand ${commandName} --help'` : `did you mean --${similar}?`;
  return new UsageError(`Unknown option ${rawName} of 'firsthand ${commandName}'; ${hint}`);
}

function refuseRepeats(given: readonly Given[], known: ReadonlyMap<string, Option>): void {
  const seen = new Set<string>();
  for (const { name } of given) {
    if (seen.has(name) && !known.get(name)?.isMultiple) {
      throw new UsageError(`--${name} is given twice; it takes one value`);
    }
    seen.add(name);
  }
}
