import { counted } from '../src/counted.ts';
import type { Schema } from './openapi-types.ts';

/** What a string of each pattern is. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^[0-9a-f]{64}$': 'a SHA-256 in lower-case hex',
  '^[A-Za-z0-9_-]+$': 'base64url without padding',
  '^-?[0-9]{1,2}(\\.[0-9]{1,3})?,-?[0-9]{1,3}(\\.[0-9]{1,3})?$':
    'a latitude and a longitude with at most three decimals, such as 38.712,-9.139',
};

function range(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  if (maximum !== undefined) return ` of at most ${maximum}`;
  return '';
}

/** `unit` is the word for one. */
function count(minimum: number | undefined, maximum: number | undefined, unit: string): string {
  if (minimum !== undefined && maximum !== undefined)
    return ` of ${minimum} to ${counted(maximum, unit)}`;
  if (minimum !== undefined) return ` of at least ${counted(minimum, unit)}`;
  if (maximum !== undefined) return ` of at most ${counted(maximum, unit)}`;
  return '';
}

function describeString(schema: Schema): string {
  const length = count(schema.minLength, schema.maxLength, 'character');
  if (schema.format === 'date-time') {
    return 'an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z';
  }
  if (schema.format === 'email') return `an e-mail address${length}`;
  if (schema.format === 'uri') {
    return `${schema.pattern === '^https://' ? 'an https URL' : 'a URL'}${length}`;
  }
  if (schema.pattern !== undefined) {
    const described = PATTERNS[schema.pattern];
    if (described === undefined) throw new Error(`Describe the pattern ${schema.pattern} first.`);
    return described;
  }
  return `a string${length}`;
}

function describeValue(schema: Schema): string {
  const values = schema.enum?.filter((value) => value !== null) ?? [];
  if (schema.const !== undefined) return `"${schema.const}"`;
  if (values.length > 0) return `one of ${values.join(', ')}`;
  return describeType(schema);
}

function describeType(schema: Schema): string {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  switch (types.find((type) => type !== 'null')) {
    case 'string':
      return describeString(schema);
    case 'integer':
      return `a whole number${range(schema.minimum, schema.maximum)}`;
    case 'number':
      return `a number${range(schema.minimum, schema.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${count(schema.minItems, schema.maxItems, 'item')}${schema.uniqueItems === true ? ', each once' : ''}`;
    default:
      return describeObject(schema);
  }
}

function describeObject({ maxProperties }: Schema): string {
  return maxProperties === undefined
    ? 'an object'
    : `an object of at most ${counted(maxProperties, 'key')}`;
}

/** What a value must be, as the end of the sentence "files_needed must be …". */
export function describeExpectation(schema: Schema): string {
  const isNullable = Array.isArray(schema.type) && schema.type.includes('null');
  return `${describeValue(schema)}${isNullable ? ', or null' : ''}`;
}
