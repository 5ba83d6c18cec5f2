import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** What follows a command: words, and options with values. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly isJson: boolean;
}

/** Parses what follows a command. Throws a `UsageError` that shows the right form. */
export function argumentsOf(
  parameters: readonly string[],
  names: readonly string[],
  form: string,
): Arguments {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({
      args: [...parameters],
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const { json = false, ...others } = values;
    return { words: positionals, options: others as Arguments['options'], isJson: json === true };
  } catch {
    throw new UsageError(form);
  }
}

/** Returns the value of an option that must be there. Throws a `UsageError` that shows the right form. */
export function required({ options }: Arguments, name: string, form: string): string {
  const value = options[name]?.trim();
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing: ${form}`);
  return value;
}

/** Returns the value when it is one of the choices. Throws a `UsageError` that lists them. */
export function oneOf<Choice extends string>(
  value: string | undefined,
  choices: readonly Choice[],
  what: string,
): Choice {
  if (choices.includes(value as Choice)) return value as Choice;
  throw new UsageError(`${what} must be one of ${choices.join(', ')}`);
}
