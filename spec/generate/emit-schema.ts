import { referencedName } from './document.ts';
import { describeExpectation } from './expectation.ts';
import type { Schema } from './openapi-types.ts';

/*
 * Why an emitter of our own, for the part of JSON Schema that requests use (all other keywords throw here):
 * - @hey-api/openapi-ts 0.99 (zod plugin) gives `z.object` where `additionalProperties: false` asks for
 *   strict objects, drops uniqueItems, maxProperties and propertyNames, and coerces no query strings.
 * - zod 4.6 `z.fromJSONSchema` has all that but takes 30 ms at run time and pulls in the whole of zod: bundled
 *   760 KB and 50 ms to import, against 30 KB and 6 ms for zod/mini with emitted code.
 * - neither can put a message on each field that says what is allowed.
 * A test holds the emitted schemas against ajv on the published JSON Schema, so that they cannot drift apart.
 */

const KNOWN_KEYWORDS = new Set(
  (
    '$ref type description properties required additionalProperties propertyNames maxProperties items minItems ' +
    'maxItems uniqueItems enum const minLength maxLength minimum maximum pattern format default oneOf anyOf ' +
    'discriminator x-minimum x-maximum'
  ).split(' '),
);

function refuseUnknownKeywords(schema: Schema): void {
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN_KEYWORDS.has(keyword));
  if (unknown.length > 0) {
    throw new Error(`generate/schemas.ts cannot emit ${unknown.join(', ')}: teach it first.`);
  }
}

/** A JavaScript literal. */
export const quote = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /^"(.*)"$/g,
    (_, inner: string) => `'${inner.replaceAll("'", "\\'")}'`,
  );

/** A call of one of the functions in src/field-schemas.ts; rules that are undefined are left out. */
function call(name: string, parts: string[], rules: Record<string, unknown> = {}): string {
  const present = Object.entries(rules).filter(([, value]) => value !== undefined);
  const last = present.map(([rule, value]) => `${rule}: ${String(value)}`).join(', ');
  return `${name}(${[...parts, ...(last === '' ? [] : [`{ ${last} }`])].join(', ')})`;
}

function typesOf(schema: Schema): string[] {
  return [schema.type ?? []].flat();
}

function emitText(schema: Schema, what: string): string {
  const { minLength, maxLength, pattern, format } = schema;
  return call('text', [what], {
    minimum: minLength,
    maximum: maxLength,
    pattern: pattern === undefined ? undefined : new RegExp(pattern, 'u').toString(),
    format: format === undefined ? undefined : quote(format),
  });
}

function emitList(schema: Schema, what: string): string {
  return call('list', [what, emitSchema(schema.items ?? {})], {
    minimum: schema.minItems,
    maximum: schema.maxItems,
    unique: schema.uniqueItems,
  });
}

function emitRecord(schema: Schema, what: string): string {
  const { additionalProperties, propertyNames = {}, maxProperties } = schema;
  return call('record', [what, emitSchema(additionalProperties as Schema)], {
    maximum: maxProperties,
    key: `{ minimum: ${propertyNames.minLength ?? 0}, maximum: ${propertyNames.maxLength ?? 'Infinity'} }`,
    keyIs: quote(describeExpectation({ ...propertyNames, type: 'string' })),
  });
}

/** The fields of an object schema, optional ones with their defaults. */
export function emitFields(schema: Schema, emitValue: (value: Schema) => string): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, value]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    return `  ${/^\w+$/.test(name) ? name : quote(name)}: ${emitField(value, isRequired, emitValue)},\n`;
  });
  return rows.length === 0 ? '{}' : `{\n${rows.join('')}}`;
}

/** One field, optional unless required. */
export function emitField(
  schema: Schema,
  isRequired: boolean,
  emitValue: (value: Schema) => string,
) {
  const emitted = emitValue(schema);
  if (isRequired) return emitted;
  if (schema.default !== undefined) return `withDefault(${emitted}, ${quote(schema.default)})`;
  return `optional(${emitted})`;
}

function emitObject(schema: Schema, what: string): string {
  if (typeof schema.additionalProperties === 'object') return emitRecord(schema, what);
  if (schema.additionalProperties !== false) {
    throw new Error('openapi.yaml: request objects need additionalProperties: false.');
  }
  return `strict(${emitFields(schema, emitSchema)})`;
}

function emitCore(schema: Schema, what: string): string {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values !== undefined) {
    return `oneOf(${what}, [${values
      .filter((value) => value !== null)
      .map(quote)
      .join(', ')}])`;
  }
  const bounds = { minimum: schema.minimum, maximum: schema.maximum };
  switch (typesOf(schema).find((type) => type !== 'null')) {
    case 'string':
      return emitText(schema, what);
    case 'integer':
      return call('integer', [what], bounds);
    case 'number':
      return call('number', [what], bounds);
    case 'boolean':
      return call('boolean', [what]);
    case 'array':
      return emitList(schema, what);
    case 'object':
      return emitObject(schema, what);
    default:
      throw new Error(`generate/schemas.ts cannot emit ${JSON.stringify(schema)}.`);
  }
}

/** `anyOf: [something, null]`, the only use of anyOf in requests. */
function emitNullable(members: Schema[]): string {
  const [inner, ...others] = members.filter(({ type }) => type !== 'null');
  if (inner === undefined || others.length > 0 || members.length !== 2) {
    throw new Error('generate/schemas.ts emits anyOf only for "this or null".');
  }
  return `nullable(${emitSchema(inner)})`;
}

function emitVariants(members: Schema[], schema: Schema): string {
  const field = schema.discriminator?.propertyName;
  if (field === undefined) throw new Error('openapi.yaml: oneOf needs a discriminator.');
  return `variants('an object with a known ${field}', '${field}', [${members.map(emitSchema).join(', ')}])`;
}

/** A request schema as a call of the functions in src/field-schemas.ts. Throws on keywords it does not know. */
export function emitSchema(schema: Schema): string {
  refuseUnknownKeywords(schema);
  if (schema.$ref !== undefined) return `${referencedName(schema.$ref)}()`;
  if (schema.oneOf !== undefined) return emitVariants(schema.oneOf, schema);
  if (schema.anyOf !== undefined) return emitNullable(schema.anyOf);
  const core = emitCore(schema, quote(describeExpectation(schema)));
  return typesOf(schema).includes('null') ? `nullable(${core})` : core;
}
