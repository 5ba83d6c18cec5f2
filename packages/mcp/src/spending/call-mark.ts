import { createHash } from 'node:crypto';

/**
 * Returns what is the same for every attempt at the same call: assistants repeat calls under new ids, after a timeout or a
 * restart, so only the tool and its arguments tell that it is the same one.
 *
 * @param input the arguments, in any order of their fields
 */
export function callMark(tool: string, input: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(`${tool} ${canonical(input)}`)
    .digest('hex')
    .slice(0, 40);
}

/** Returns the `Idempotency-Key` of a call (Contract §2). */
export function idempotencyKeyOf(mark: string): string {
  return `mcp-${mark}`;
}

/** JSON with the fields of every object in alphabetical order, and without those that are undefined. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(',')}}`;
}
