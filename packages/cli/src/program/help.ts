import type { Command } from '../command/command.ts';
import { COMMON_OPTIONS } from '../command/common-options.ts';
import type { Option } from '../command/parse-arguments.ts';
import { quoteArgument } from '../command/quote-argument.ts';
import type { OperationCommand } from '../operations/operation-command.ts';
import { operationOptions } from '../operations/operation-options.ts';
import { commands } from './commands.ts';
import { loadOperations } from './find-command.ts';

const NARROWEST_COLUMN = 20;
const WIDEST_COLUMN = 36;
const LINE = 100;

/** Returns the help of an operation's command. */
export function operationHelp(words: string, command: OperationCommand): string {
  return commandHelp(words, {
    ...command,
    takes: command.ids,
    options: operationOptions(command),
    example: command.example.map(quoteArgument).join(' '),
  });
}

/** Returns the help of a command: what it does, its options and an example. */
export function commandHelp(
  words: string,
  { summary, description, takes = [], isLastOptional, options, example }: Omit<Command, 'run'>,
): string {
  const shown = takes.map((name, index) =>
    isLastOptional && index === takes.length - 1 ? ` [${name}]` : ` <${name}>`,
  );
  const all = options.some(({ name }) => name === 'help')
    ? options
    : [...options, ...COMMON_OPTIONS];
  return [
    `${summary}.`,
    '',
    `  firsthand ${words}${shown.join('')} [options]`,
    ...(description === undefined ? [] : ['', description]),
    '',
    'Options',
    ...all.map(optionHelp),
    '',
    'Example',
    ...wrap(`firsthand ${example}`, LINE, ' \\').map(
      (line, index) => `${index === 0 ? '  ' : '    '}${line}`,
    ),
    '',
  ].join('\n');
}

/** Returns all commands, or those that begin with the given words. */
export async function overview(words: string): Promise<string> {
  const lines = (await allCommands())
    .filter(([name]) => words === '' || name.startsWith(`${words} `))
    .map(([name, summary]) => `  ${name.padEnd(WIDEST_COLUMN)} ${summary}`);
  return [
    words === '' ? 'FirstHandAPI in your terminal.' : `firsthand ${words}`,
    '',
    '  firsthand <command> [options]',
    '',
    'Commands',
    ...lines,
    '',
    "For a command's options and an example: firsthand <command> --help",
    '',
  ].join('\n');
}

/** Returns every command with what it does, operations first. */
export async function allCommands(): Promise<[words: string, summary: string][]> {
  const operations = await loadOperations();
  const all = [...Object.entries(operations), ...Object.entries(commands)];
  const groups = [...new Set(all.map(([words]) => groupOf(words)))];
  return all
    .map(([words, { summary }]): [string, string] => [words, summary])
    .sort(([one], [other]) => groups.indexOf(groupOf(one)) - groups.indexOf(groupOf(other)));
}

function groupOf(words: string): string {
  return words.split(' ')[0] ?? '';
}

function optionHelp({ name, value, description, isNegatable, isMultiple }: Option): string {
  const form = `  --${isNegatable ? '[no-]' : ''}${name}${value === undefined ? '' : ` ${value}`}`;
  const repeat = isMultiple ? ' May be repeated.' : '';
  const [first = '', ...rest] = wrap(description + repeat, LINE - WIDEST_COLUMN, '');
  const indent = ' '.repeat(WIDEST_COLUMN + 1);
  const lines =
    form.length > WIDEST_COLUMN
      ? [form, indent + first]
      : [`${form.padEnd(WIDEST_COLUMN)} ${first}`];
  return [...lines, ...rest.map((line) => indent + line)].join('\n');
}

/** Breaks a text between words; `mark` ends each line but the last. */
function wrap(text: string, width: number, mark: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > Math.max(width, NARROWEST_COLUMN)) {
      lines.push(line + mark);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
