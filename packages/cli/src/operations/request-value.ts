import { UsageError } from '../command/usage-error.ts';
import type { Flag } from './operation-command.ts';

/** A body or a query that is being put together. */
export type Fields = Record<string, unknown>;

/**
 * Puts the value of a flag into a request.
 *
 * @throws UsageError that names the flag and what it takes
 */
export function addValue(fields: Fields, flag: Flag, given: string | boolean): void {
  const name = flag.path.at(-1) ?? '';
  const parent = objectAt(fields, flag.path.slice(0, -1));
  if (flag.kind === 'map') {
    const [key, value] = readPair(flag, String(given));
    put(objectAt(parent, [name]), key, value);
  } else if (flag.isList) {
    const items = Array.isArray(parent[name]) ? parent[name] : [];
    parent[name] = [...items, ...splitChoices(flag, given).map((one) => readValue(flag, one))];
  } else parent[name] = readValue(flag, given);
}

/** Clears a field. */
export function addNull(fields: Fields, flag: Flag): void {
  objectAt(fields, flag.path.slice(0, -1))[flag.path.at(-1) ?? ''] = null;
}

function readValue({ name, kind }: Flag, given: string | boolean): unknown {
  if (kind === 'boolean') return given;
  const text = String(given);
  if (kind === 'number') return readNumber(name, text);
  if (kind === 'object') return readObject(name, text);
  return text;
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new UsageError(`--${name} must be a number, and is ${JSON.stringify(text)}`);
}

function readObject(name: string, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The message below says what is needed.
  }
  throw new UsageError(`--${name} must be a JSON object, such as '{"url": "https://…"}'`);
}

function readPair({ name }: Flag, text: string): [key: string, value: string] {
  const middle = text.indexOf('=');
  if (middle > 0) return [text.slice(0, middle), text.slice(middle + 1)];
  throw new UsageError(`--${name} must be key=value, and is ${JSON.stringify(text)}`);
}

/** Lists of fixed values also take commas, which none of these values contains. */
function splitChoices({ values }: Flag, given: string | boolean): (string | boolean)[] {
  return values === undefined || typeof given === 'boolean' ? [given] : given.split(',');
}

/** Returns the object at a path, which it creates on the way. */
function objectAt(fields: Fields, path: readonly string[]): Fields {
  let object = fields;
  for (const name of path) {
    const inner = object[name];
    const next = typeof inner === 'object' && inner !== null ? { ...inner } : {};
    put(object, name, next);
    object = next as Fields;
  }
  return object;
}

/** Sets an own property, whatever its name: `__proto__` is a key like any other. */
function put(object: Fields, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
