import * as z from 'zod/mini';

type Issue = { readonly input?: unknown; readonly code?: string };

/** `must be …`, or `is required and must be …` where nothing was sent. */
const expected = (what: string) => ({
  error: (issue: Issue) =>
    issue.input === undefined ? `is required and must be ${what}` : `must be ${what}`,
});

/** A function that makes its value at the first call and gives the same one ever after. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Bounds, both included. Unset means none. */
export type Bounds = { readonly minimum?: number; readonly maximum?: number };

const isWithin = (value: number, { minimum = -Infinity, maximum = Infinity }: Bounds) =>
  value >= minimum && value <= maximum;

/**
 * JSON Schema counts characters where JavaScript counts UTF-16 units, at most two for each character: only text
 * near a bound needs real counting.
 */
function hasLengthWithin(text: string, { minimum = 0, maximum = Infinity }: Bounds): boolean {
  const units = text.length;
  if (units <= maximum && units >= 2 * minimum) return true;
  if (units > 2 * maximum || units < minimum) return false;
  return isWithin(Array.from(text).length, { minimum, maximum });
}

const FORMATS = {
  /** RFC 3339 with a time zone, on a day that exists. */
  'date-time': (text: string) =>
    /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.test(
      text,
    ) && isCalendarDay(text.slice(0, 10)),
  email: (text: string) => z.regexes.email.test(text),
  uri: (text: string) => /^[\x21-\x7e]+$/.test(text) && URL.canParse(text),
};

function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

type TextRules = Bounds & { readonly pattern?: RegExp; readonly format?: keyof typeof FORMATS };

/** Text; `minimum` and `maximum` count characters. Gives one issue at most, whatever is wrong. */
export function text(what: string, rules: TextRules = {}) {
  const { pattern, format } = rules;
  return z
    .string(expected(what))
    .check(
      z.refine(
        (value) =>
          hasLengthWithin(value, rules) &&
          (pattern === undefined || pattern.test(value)) &&
          (format === undefined || FORMATS[format](value)),
        expected(what),
      ),
    );
}

/** A whole number, of any size: what is too large for the caller's purpose is for `maximum` to say. */
export function integer(what: string, bounds: Bounds = {}) {
  return z
    .number(expected(what))
    .check(z.refine((value) => Number.isInteger(value) && isWithin(value, bounds), expected(what)));
}

/** A number. */
export function number(what: string, bounds: Bounds = {}) {
  return z
    .number(expected(what))
    .check(z.refine((value) => isWithin(value, bounds), expected(what)));
}

/** An integer in a query string: digits only, so that `20abc`, `2e1` and the empty string are rejected. */
export function queryInteger(what: string, bounds: Bounds = {}) {
  const digits = z
    .string(expected(what))
    .check(
      z.refine(
        (value) => /^-?\d{1,15}$/.test(value) && isWithin(Number(value), bounds),
        expected(what),
      ),
    );
  return z.pipe(digits, z.transform(Number));
}

/** True or false. */
export function boolean(what: string) {
  return z.boolean(expected(what));
}

/** One of the given values. */
export function oneOf<const Value extends string | number>(what: string, values: Value[]) {
  return z.literal(values, expected(what));
}

type ListRules = Bounds & { readonly unique?: boolean };

/** A list; `minimum` and `maximum` count items. */
export function list<Item extends z.core.$ZodType>(
  what: string,
  item: Item,
  rules: ListRules = {},
) {
  return z
    .array(item, expected(what))
    .check(
      z.refine(
        (items) =>
          isWithin(items.length, rules) &&
          (rules.unique !== true || new Set(items).size === items.length),
        expected(what),
      ),
    );
}

type RecordRules = { readonly maximum?: number; readonly key: Bounds; readonly keyIs: string };

/** An object with keys of the caller's choice; `maximum` counts keys, `key` bounds the length of each. */
export function record<Value extends z.core.$ZodType>(
  what: string,
  value: Value,
  { maximum, key, keyIs }: RecordRules,
) {
  return z.record(z.string(), value, expected(what)).check(
    z.refine(
      (entries) => maximum === undefined || Object.keys(entries).length <= maximum,
      expected(what),
    ),
    z.check(({ value: entries, issues }) => {
      for (const name of Object.keys(entries)) {
        if (hasLengthWithin(name, key)) continue;
        const message = `has a key that must be ${keyIs}`;
        issues.push({ code: 'custom', input: name, path: [name], message });
      }
    }),
  );
}

/** An object with exactly these fields: any other is refused by name. */
export function strict<Shape extends z.core.$ZodShape>(
  shape: Shape,
  unknown = 'is not a known field',
) {
  const object = expected('an object');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknown : object.error(issue)),
  });
}

/** One of several objects, discriminated by the value of `field`. */
export function variants<
  const Members extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(what: string, field: string, members: Members) {
  return z.discriminatedUnion(field, members, expected(what));
}

export { _default as withDefault, nullable, object, optional } from 'zod/mini';
