import { codePoint } from '@firsthandapi/test-support/code-point';
import fc from 'fast-check';
import { hostileValue, nastyText } from './hostile-values.ts';
import { arbitraryOf, resolve } from './schema-arbitrary.ts';

/** Bodies of an operation: valid ones, ones with a flaw, and ones that are not JSON. */
export function bodyOf(requestBody: unknown): fc.Arbitrary<string | null> {
  const schema = schemaOf(requestBody);
  if (schema === undefined) {
    return fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, anyText);
  }
  const right = arbitraryOf(schema);
  return fc.oneof(
    { weight: 4, arbitrary: right.map(toJson) },
    { weight: 6, arbitrary: fc.tuple(right, mutation).map(([value, mutate]) => mutate(value)) },
    {
      weight: 2,
      arbitrary: fc.tuple(right.map(toJson), textMutation).map(([text, mutate]) => mutate(text)),
    },
    { weight: 1, arbitrary: hostileValue.map(toJson) },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

function schemaOf(requestBody: unknown): unknown {
  const content = resolve(requestBody).content as Readonly<Record<string, { schema: unknown }>>;
  return content?.['application/json']?.schema;
}

/** Serialises a value; lone surrogates stay escaped, since JSON cannot carry them otherwise. */
function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** Replaces, adds or removes one field, by its position or a hostile name. */
const mutation: fc.Arbitrary<(value: unknown) => string> = fc
  .record({
    place: fc.nat(),
    name: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'id', 'environment'), nastyText),
    value: hostileValue,
    how: fc.constantFrom('replace', 'add', 'drop'),
  })
  .map(({ place, name, value, how }) => (given) => {
    const entries = Object.entries(given as object);
    const index = entries.length === 0 ? 0 : place % entries.length;
    if (how === 'add') entries.push([name, value]);
    else if (how === 'drop') entries.splice(index, 1);
    else if (entries.length > 0) entries[index] = [entries[index]?.[0] ?? name, value];
    // Built as text: `__proto__` is to be a field, not a prototype.
    return `{${entries.map(([key, item]) => `${toJson(key)}:${toJson(item)}`).join(',')}}`;
  });

/** Syntactically broken JSON. */
const textMutation: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.nat().map((cut) => (text: string) => text.slice(0, cut % (text.length + 1))),
  fc
    .tuple(fc.nat(), fc.string({ unit: codePoint, maxLength: 5 }))
    .map(([place, noise]) => (text: string) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + noise + text.slice(at);
    }),
  fc.constant((text: string) => text + text),
  fc.constant((text: string) => `\ufeff${text}`),
  fc.constant((text: string) => text.replace(/\d+/, '1e999')),
  fc.constant((text: string) => text.replace(/\d+/, '9'.repeat(400))),
  fc.constant((text: string) =>
    text.replace('{', '{"description":"first","description":"second",'),
  ),
  fc.constant((text: string) => text.replace(/"([^"]*)"/, '"\\u0000"')),
);

const anyText: fc.Arbitrary<string> = fc.oneof(
  nastyText,
  fc.integer({ min: 1_000, max: 100_000 }).map((depth) => '['.repeat(depth)),
  fc.integer({ min: 1_000, max: 100_000 }).map((depth) => '{"a":'.repeat(depth)),
  fc.constantFrom('"', '{', '[]', '{}', 'nul', '-', '1.', '\\u0000', '{"a":1,}', '{"a" 1}'),
  fc.integer({ min: 900_000, max: 1_200_000 }).map((length) => `"${'x'.repeat(length)}"`),
);
