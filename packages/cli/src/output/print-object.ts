import type { Sink } from '../command/context.ts';
import { plainText } from './plain-text.ts';
import { presentValue } from './present-value.ts';
import { tabbed, table } from './table.ts';

const HEADINGS = ['FIELD', 'VALUE'];
/** Fields that say nothing beside the others. */
const HIDDEN = new Set(['object']);

/** Prints an object as one line per field, those of objects within it included: for a person as a table. */
export function printObject(object: object, { write, columns, isTerminal }: Sink): void {
  const rows = fieldsOf(object, '');
  write(isTerminal ? table(HEADINGS, rows, columns) : tabbed([HEADINGS, ...rows]));
}

function fieldsOf(object: object, prefix: string): string[][] {
  return Object.entries(object)
    .filter(([name]) => !HIDDEN.has(name))
    .flatMap(([name, value]: [string, unknown]) => {
      const path = `${prefix}${plainText(name)}`;
      const isFolder = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (isFolder && Object.keys(value).length > 0) return fieldsOf(value, `${path}.`);
      return [[path, presentValue(name, value)]];
    });
}
