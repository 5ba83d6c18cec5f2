import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/webhooks';
import { COMMON_OPTIONS } from '../command/common-options.ts';
import type { Context } from '../command/context.ts';
import type { Option } from '../command/parse-arguments.ts';
import { operationOptions } from '../operations/operation-options.ts';
import { readProfiles } from '../settings/profiles.ts';
import { type Found, findCommand } from './find-command.ts';
import { allCommands } from './help.ts';

/** Something that may stand at the cursor. */
interface Candidate {
  readonly text: string;
  readonly meaning: string;
}

/** The values of arguments that have few, by command. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  completion: ['bash', 'zsh', 'fish'],
  trigger: WEBHOOK_EVENT_TYPES,
};
/** Shells show one line per candidate. */
const LONGEST_MEANING = 60;

/** Prints what may follow: one candidate per line, with its meaning after a tab. The last word is the one at the cursor. */
export async function complete(words: readonly string[], context: Context): Promise<void> {
  const current = words.at(-1) ?? '';
  const candidates = await candidatesFor(words.slice(0, -1), current, context);
  for (const { text, meaning } of candidates.filter(({ text }) => text.startsWith(current))) {
    const [line = ''] = meaning.split('\n');
    context.stdout.write(`${text}\t${line.slice(0, LONGEST_MEANING)}\n`);
  }
}

async function candidatesFor(
  before: readonly string[],
  current: string,
  context: Context,
): Promise<Candidate[]> {
  const found = await findCommand(before);
  const options = await optionsOf(found);
  const option = options.find(({ name, value }) => value && before.at(-1) === `--${name}`);
  if (option !== undefined) return valuesOf(option, current, context);
  if (current.startsWith('-')) return options.flatMap(optionCandidates);
  const next = await nextWords(before);
  const values = ARGUMENTS[found.words] ?? [];
  return [...next, ...values.map((text) => ({ text, meaning: found.words }))];
}

async function optionsOf(found: Found): Promise<readonly Option[]> {
  if (found.kind === 'operation') return operationOptions(found.operation);
  if (found.kind === 'none') return COMMON_OPTIONS;
  return [...(await found.command.load()).options, ...COMMON_OPTIONS];
}

function optionCandidates({ name, description, isNegatable }: Option): Candidate[] {
  const names = isNegatable ? [name, `no-${name}`] : [name];
  return names.map((each) => ({ text: `--${each}`, meaning: description }));
}

/** Lists of fixed values go on after a comma. */
function valuesOf(
  { name, values = [], isMultiple }: Option,
  current: string,
  context: Context,
): Candidate[] {
  if (name === 'profile')
    return profileNames(context).map((text) => ({ text, meaning: 'profile' }));
  const kept = isMultiple ? current.slice(0, current.lastIndexOf(',') + 1) : '';
  return values.map((text) => ({ text: kept + text, meaning: name }));
}

function profileNames(context: Context): string[] {
  try {
    return Object.keys(readProfiles(context));
  } catch {
    return [];
  }
}

/** The words that continue the words so far to a command. */
async function nextWords(before: readonly string[]): Promise<Candidate[]> {
  const start = before.length === 0 ? '' : `${before.join(' ')} `;
  const next = new Map<string, string>();
  for (const [words, summary] of await allCommands()) {
    if (!words.startsWith(start)) continue;
    const [word = '', ...rest] = words.slice(start.length).split(' ');
    if (!next.has(word)) next.set(word, rest.length === 0 ? summary : `${start}${word} …`);
  }
  return [...next].map(([text, meaning]) => ({ text, meaning }));
}
