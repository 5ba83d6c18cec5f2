import { COMMON_OPTIONS, CONNECTION_OPTIONS } from '../command/common-options.ts';
import type { OperationCommand } from '../operations/operation-command.ts';
import { commands, type LazyCommand } from './commands.ts';

/** What the words of a command line name. */
export type Found = { readonly words: string; readonly parameters: readonly string[] } & (
  | { readonly kind: 'command'; readonly command: LazyCommand }
  | { readonly kind: 'operation'; readonly operation: OperationCommand }
  /** The beginning of several commands, or nothing. */
  | { readonly kind: 'none' }
);

const LEADING = new Map(
  [...CONNECTION_OPTIONS, ...COMMON_OPTIONS].map((option) => [option.name, option]),
);
const MOST_WORDS = 3;

/** Finds the command with the most words that a command line begins with. Options of every command may stand before it. */
export async function findCommand(parameters: readonly string[]): Promise<Found> {
  const { leading, rest } = splitLeadingOptions(parameters);
  const end = rest.findIndex((parameter) => parameter.startsWith('-'));
  const candidates = rest.slice(0, Math.min(MOST_WORDS, end < 0 ? rest.length : end));
  for (let count = candidates.length; count > 0; count -= 1) {
    const words = candidates.slice(0, count).join(' ');
    const place = { words, parameters: [...leading, ...rest.slice(count)] };
    const command = Object.hasOwn(commands, words) ? commands[words] : undefined;
    if (command !== undefined) return { kind: 'command', command, ...place };
    const operation = await operationNamed(words);
    if (operation !== undefined) return { kind: 'operation', operation, ...place };
  }
  return {
    kind: 'none',
    words: rest.filter((word) => !word.startsWith('-')).join(' '),
    parameters,
  };
}

/** Returns the operations by the words of their commands. */
export async function loadOperations(): Promise<Readonly<Record<string, OperationCommand>>> {
  return (await import('../generated/commands.ts')).operationCommands;
}

async function operationNamed(words: string): Promise<OperationCommand | undefined> {
  const operations = await loadOperations();
  return Object.hasOwn(operations, words) ? operations[words] : undefined;
}

function splitLeadingOptions(parameters: readonly string[]) {
  let count = 0;
  while (count < parameters.length) {
    const [, name = '', value] = parameters[count]?.match(/^--([\w-]+)(=.*)?$/s) ?? [];
    const option = LEADING.get(name);
    if (option === undefined) break;
    count += option.value !== undefined && value === undefined ? 2 : 1;
  }
  return { leading: parameters.slice(0, count), rest: parameters.slice(count) };
}
