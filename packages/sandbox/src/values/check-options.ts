/** An object with a key for each option of a type: the compiler notices when one is missing or too many. */
export type OptionNames<Options> = { readonly [Name in keyof Required<Options>]: true };

const LONGEST_SHOWN = 64;

/**
 * Throws unless `value` is an object whose fields are all known.
 *
 * @throws TypeError naming the unknown field and the nearest known one.
 */
export function requireKnown(
  value: unknown,
  names: Readonly<Record<string, true>>,
  what: string,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`Invalid ${what}: ${show(value)}; pass an object`);
  }
  // It has no fields of its own, so everything that was asked for would silently not happen.
  if ('then' in value && typeof value.then === 'function') {
    throw new TypeError(`Invalid ${what}: a promise; await it, and pass the object`);
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(names, name))
      throw unknownName(name, Object.keys(names), `field of ${what}`);
  }
}

/**
 * Returns the value, or throws when it is not one of the choices.
 *
 * @throws TypeError naming `field` and the nearest choice.
 */
export function requireChoice<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
  field: string,
): Choice {
  if (choices.includes(value as Choice)) return value as Choice;
  throw unknownName(value, choices, field);
}

/**
 * Throws unless the value is a boolean or undefined.
 *
 * @throws TypeError naming `field`.
 */
export function requireBoolean(value: unknown, field: string): void {
  if (value === undefined || typeof value === 'boolean') return;
  throw new TypeError(`Invalid ${field}: ${show(value)}; pass true or false`);
}

/**
 * Throws unless the value is a function.
 *
 * @throws TypeError naming `field`.
 */
export function requireFunction(value: unknown, field: string): void {
  if (typeof value === 'function') return;
  throw new TypeError(`Invalid ${field}: ${show(value)}; pass a function`);
}

/**
 * Returns the value, or throws when it is not an integer in the range.
 *
 * @throws TypeError naming `field`.
 */
export function requireInteger(value: unknown, least: number, field: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw new TypeError(`Invalid ${field}: ${show(value)}; pass an integer from ${least}`);
}

/** Shows a value in a message, shortened. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function unknownName(value: unknown, names: readonly string[], what: string): TypeError {
  const nearest = typeof value === 'string' ? nearestOf(value, names) : undefined;
  const fix =
    nearest === undefined ? `pass one of ${names.join(', ')}` : `did you mean '${nearest}'?`;
  return new TypeError(`Unknown ${what}: ${show(value)}; ${fix}`);
}

/** Returns the name that differs least, if it differs little. */
function nearestOf(given: string, names: readonly string[]): string | undefined {
  const text = given.slice(0, LONGEST_SHOWN).toLowerCase();
  const mostEdits = Math.max(1, Math.floor(text.length / 3));
  let nearest: string | undefined;
  let fewest = mostEdits + 1;
  for (const name of names) {
    const edits = editsBetween(text, name.toLowerCase());
    if (edits < fewest) [nearest, fewest] = [name, edits];
  }
  return nearest;
}

/** The number of characters to insert, delete or replace (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
