import { openApiDocument } from '@firsthandapi/engine/openapi';
import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;

const document = openApiDocument as unknown as Json;
/** Long texts cost time and find little; the hostile values cover limits beyond this. */
const LONGEST_TEXT = 60;

/** Values that fit, or nearly fit, a schema of the document. */
export function arbitraryOf(given: unknown, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const choices = (schema.oneOf ?? schema.anyOf) as readonly unknown[] | undefined;
  if (choices !== undefined)
    return fc.oneof(...choices.map((choice) => arbitraryOf(choice, depth)));
  if (Array.isArray(schema.allOf)) return merged(schema.allOf, depth);
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  if (types.length === 0) return fc.jsonValue({ maxDepth: 1 });
  return fc.oneof(...types.map((type) => valueOfType(type, schema, depth)));
}

/** Returns what a `$ref` points to. */
export function resolve(given: unknown): Json {
  const value = (typeof given === 'object' && given !== null ? given : {}) as Json;
  if (typeof value.$ref !== 'string') return value;
  const steps = value.$ref.replace(/^#\//, '').split('/');
  return resolve(steps.reduce<unknown>((from, step) => (from as Json)[step], document));
}

function merged(parts: readonly unknown[], depth: number): fc.Arbitrary<unknown> {
  const values = parts.map((part) => arbitraryOf(part, depth));
  return fc.tuple(...values).map((all) => Object.assign({}, ...all));
}

function valueOfType(type: string, schema: Json, depth: number): fc.Arbitrary<unknown> {
  const low = schema.minimum as number | undefined;
  const high = schema.maximum as number | undefined;
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min: low ?? -10, max: high ?? 100_000 });
  if (type === 'number') return fc.double({ min: low ?? -1e6, max: high ?? 1e6, noNaN: true });
  if (type === 'string') return textOf(schema);
  if (type === 'array') return arrayOf(schema, depth);
  return objectOf(schema, depth);
}

function textOf({ format, minLength, maxLength }: Json): fc.Arbitrary<string> {
  if (format === 'date-time') {
    const range = { min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true };
    return fc.date(range).map((date) => date.toISOString());
  }
  if (format === 'email') return fc.emailAddress();
  if (format === 'uri') return fc.webUrl({ validSchemes: ['https'] });
  const least = Number(minLength ?? 0);
  const most = Math.max(least, Math.min(Number(maxLength ?? LONGEST_TEXT), LONGEST_TEXT));
  return fc.string({ unit: 'grapheme', minLength: least, maxLength: most });
}

function arrayOf({ items, minItems }: Json, depth: number): fc.Arbitrary<unknown> {
  const least = Number(minItems ?? 0);
  return fc.array(arbitraryOf(items, depth + 1), { minLength: least, maxLength: least + 3 });
}

function objectOf(schema: Json, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Json);
  if (properties.length === 0 || depth > 3) {
    return fc.dictionary(fc.string(), arbitraryOf(schema.additionalProperties ?? {}, depth + 1), {
      maxKeys: 4,
    });
  }
  const model = Object.fromEntries(
    properties.map(([name, property]) => [name, arbitraryOf(property, depth + 1)]),
  );
  const required = ((schema.required ?? []) as string[]).filter((name) => name in model);
  return fc.record(model, { requiredKeys: required });
}
