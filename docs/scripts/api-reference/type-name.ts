import type { Schema } from './openapi-document.ts';
import type { Spec } from './spec-document.ts';

/** Returns the type of a value in words: `integer`, `string or null`, `array of objects`. */
export function typeName(spec: Spec, property: Schema): string {
  const schema = spec.flatten(property);
  const isNullable = Array.isArray(schema.type)
    ? schema.type.includes('null')
    : (schema.anyOf?.some((part) => part.type === 'null') ?? false);
  const inner = withoutNull(spec, schema);
  const name = nameWithoutNull(spec, inner);
  return isNullable ? `${name} or null` : name;
}

function nameWithoutNull(spec: Spec, schema: Schema): string {
  const type = [schema.type].flat().find((each) => each !== 'null') ?? 'object';
  if (type === 'array') {
    const item = schema.items === undefined ? 'value' : typeName(spec, schema.items);
    return `array of ${item}s`;
  }
  if (type !== 'string') return String(type);
  const formats: Record<string, string> = {
    'date-time': 'time',
    email: 'e-mail address',
    uri: 'URL',
  };
  return formats[schema.format ?? ''] ?? 'string';
}

/** Returns a schema, or what it is when it is not null. */
export function withoutNull(spec: Spec, schema: Schema): Schema {
  const choice = schema.anyOf?.find((part) => part.type !== 'null');
  return choice === undefined ? schema : spec.flatten(choice);
}
