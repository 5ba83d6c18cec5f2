import { resolve } from '../generate/document.ts';
import type { Schema } from '../generate/openapi-types.ts';
import { document } from './document.ts';

const WRONG_TYPES = [null, 'x', '', 1, 1.5, -1, true, [], {}, ['x'], { x: 'x' }];
const EMOJI = '\u{1F600}';
const FORMATTED: Record<string, string[]> = {
  'date-time': [
    '2026-03-20T09:30:00Z',
    '2026-03-20T09:30:00.123+02:00',
    '2028-02-29T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-20T24:00:00Z',
    '2026-03-20T09:30Z',
    '2026-03-20T09:30:00',
    '2026-03-20',
  ],
  email: ['dev@acme.example', 'dev', '@acme.example', 'dev@', 'a b@acme.example'],
  uri: [
    'https://acme.example/a?b=c#d',
    'http://acme.example',
    'acme.example',
    'https://acme example/',
    'https://ümlaut.example',
  ],
};

function filled(schema: Schema, length: number): string {
  if (schema.format !== 'uri') return 'a'.repeat(Math.max(0, length));
  return 'https://acme.example/'.padEnd(length, 'a');
}

function stringProbes(schema: Schema): unknown[] {
  const { minLength, maxLength, format } = schema;
  const lengths = [minLength, maxLength].flatMap((bound) =>
    bound === undefined ? [] : [bound - 1, bound, bound + 1],
  );
  const plain = lengths.map((length) => filled(schema, length));
  const wide =
    format === undefined ? lengths.map((length) => EMOJI.repeat(Math.max(0, length))) : [];
  return [...plain, ...wide, ...(FORMATTED[format ?? ''] ?? [])];
}

function numberProbes({ type, minimum, maximum }: Schema): unknown[] {
  const step = [type].flat().includes('integer') ? 1 : 0.001;
  return [minimum, maximum].flatMap((bound) =>
    bound === undefined ? [] : [bound - step, bound, bound + step],
  );
}

function arrayProbes({ items = {}, minItems, maxItems }: Schema): unknown[] {
  const item = validOf(items);
  const counts = [minItems, maxItems, 2].flatMap((count) =>
    count === undefined ? [] : [count - 1, count, count + 1],
  );
  const repeated = counts.map((count) => Array.from({ length: Math.max(0, count) }, () => item));
  const distinct = resolve(document, items).enum ?? [];
  return [...repeated, distinct, ...probesOf(items).map((probe) => [probe])];
}

function recordProbes(schema: Schema): unknown[] {
  const { maxProperties = 3, propertyNames = {} } = schema;
  const value = schema.additionalProperties as Schema;
  const keys = (count: number) => Array.from({ length: count }, (_, index) => [`k${index}`, 'x']);
  return [
    ...[maxProperties, maxProperties + 1].map((count) => Object.fromEntries(keys(count))),
    ...stringProbes(propertyNames).map((key) => ({ [String(key)]: 'x' })),
    ...probesOf(value).map((probe) => ({ key: probe })),
  ];
}

function objectProbes(schema: Schema): unknown[] {
  if (typeof schema.additionalProperties === 'object') return recordProbes(schema);
  const valid = validOf(schema) as Record<string, unknown>;
  const changes = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const { [name]: _, ...without } = valid;
    return [without, ...probesOf(property).map((probe) => ({ ...valid, [name]: probe }))];
  });
  return [valid, { ...valid, unknown: 1 }, ...changes];
}

/** A value that the schema accepts. */
export function validOf(schema: Schema): unknown {
  const {
    const: constant,
    enum: values,
    oneOf,
    anyOf,
    type,
    properties,
    ...rest
  } = resolve(document, schema);
  if (constant !== undefined) return constant;
  if (values !== undefined) return values[0];
  const [member] = oneOf ?? anyOf ?? [];
  if (member !== undefined) return validOf(member);
  switch ([type].flat()[0]) {
    case 'string':
      return FORMATTED[rest.format ?? '']?.[0] ?? filled(rest, rest.minLength ?? 1);
    case 'boolean':
      return true;
    case 'array':
      return [validOf(rest.items ?? {})];
    case 'object':
      return Object.fromEntries(
        (rest.required ?? []).map((name) => [name, validOf(properties?.[name] ?? {})]),
      );
    default:
      return rest.minimum ?? 1;
  }
}

/** Values on and just beyond every bound of the schema, of every wrong type, and so for every part of it. */
export function probesOf(schema: Schema): unknown[] {
  const resolved = resolve(document, schema);
  const members = resolved.oneOf ?? resolved.anyOf;
  if (members !== undefined) return [...WRONG_TYPES, ...members.flatMap(probesOf)];
  const types = [resolved.type].flat();
  const own = [...(resolved.enum ?? []), resolved.const ?? 'x'];
  if (types.includes('string')) own.push(...(stringProbes(resolved) as string[]));
  if (types.includes('integer') || types.includes('number'))
    own.push(...(numberProbes(resolved) as number[]));
  if (types.includes('array')) return [...WRONG_TYPES, ...arrayProbes(resolved)];
  if (types.includes('object')) return [...WRONG_TYPES, ...objectProbes(resolved)];
  return [...WRONG_TYPES, true, false, ...own];
}
