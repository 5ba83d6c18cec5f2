import type { z } from 'zod';
import { counted } from '../results/counted.ts';

type Issue = z.core.$ZodRawIssue;

/** What a value must be, for a model, by the name that zod has for its type. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
/** What a list or text has, by the name that zod has for its type. */
const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'item' };
/** The longest given text that a message repeats. */
const LONGEST_EXAMPLE = 60;

/** Says what an argument must be, as the end of a sentence that begins with its name: `must be a list`. */
export function describeIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `is missing; pass ${typeOf(issue)}` : wrongType(issue);
    case 'invalid_value':
      return `must be one of ${(issue.values as unknown[]).join(', ')}`;
    case 'too_small':
      return bound(issue, 'at least', issue.minimum as number);
    case 'too_big':
      return bound(issue, 'at most', issue.maximum as number);
    case 'unrecognized_keys':
      return `has no ${(issue.keys as string[]).join(', ')}; leave that out`;
    default:
      return undefined;
  }
}

function typeOf({ expected }: Issue): string {
  return TYPES[String(expected)] ?? String(expected);
}

/** Models often pass the only item of a list without the list. */
function wrongType(issue: Issue): string {
  const { input, expected } = issue;
  const isItem = expected === 'array' && typeof input === 'string';
  const example = isItem && input.length <= LONGEST_EXAMPLE ? `: ${JSON.stringify([input])}` : '';
  return `must be ${typeOf(issue)}${example}`;
}

function bound({ origin }: Issue, most: string, limit: number): string {
  const unit = UNITS[String(origin)];
  return unit === undefined
    ? `must be ${most} ${limit}`
    : `must have ${most} ${counted(limit, unit)}`;
}
