import type { Schema, Spec } from './spec-document.ts';

/** One field of an object, as the reference shows it. */
export interface Field {
  /** As callers write it: `location.lat`, `attachments[].url`. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
  /** What the schema requires and the description does not mention: bounds, values, a default. */
  readonly constraints: string;
  /** Schemas with sections of their own. */
  readonly links: readonly string[];
}

/**
 * Returns the fields of an object, followed by those of nested objects. Nested resources and unions become links.
 */
export function fieldsOf(spec: Spec, schema: Schema, prefix = ''): Field[] {
  const { properties = {}, required = [] } = spec.flatten(schema);
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const isRequired = required.includes(name);
    const nested = nestedObject(spec, property);
    const links = linksOf(spec, property);
    const field = describe(spec, property, { path, isRequired, links });
    if (nested === undefined || links.length > 0) return [field];
    return [field, ...fieldsOf(spec, nested.schema, `${path}${nested.isArray ? '[].' : '.'}`)];
  });
}

function describe(
  spec: Spec,
  property: Schema,
  rest: Pick<Field, 'path' | 'isRequired' | 'links'>,
): Field {
  const schema = spec.flatten(property);
  const description = schema.description ?? withoutNull(spec, schema).description ?? '';
  return {
    ...rest,
    type: typeName(spec, property),
    description,
    constraints: constraintsOf(spec, schema)
      .filter(({ figures }) => !figures.every((figure) => description.includes(figure)))
      .map(({ text }) => text)
      .join('; '),
  };
}

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

function withoutNull(spec: Spec, schema: Schema): Schema {
  const choice = schema.anyOf?.find((part) => part.type !== 'null');
  return choice === undefined ? schema : spec.flatten(choice);
}

interface Constraint {
  readonly text: string;
  /** The figures that the description contains if it states the constraint. */
  readonly figures: readonly string[];
}

function constraintsOf(spec: Spec, schema: Schema): Constraint[] {
  const found: Constraint[] = [];
  const subject = withoutNull(spec, schema);
  const bounds = (least: number | undefined, most: number | undefined, unit: string) => {
    const figures = [least, most].filter((bound) => bound !== undefined).map(figure);
    if (figures.length === 0 || (least === 0 && most === undefined)) return;
    const [first = '', second] = figures;
    const range =
      second === undefined
        ? `${least === undefined ? 'at most' : 'at least'} ${first}`
        : `${first}–${second}`;
    found.push({ text: `${range}${unit}`, figures });
  };
  bounds(subject.minimum ?? subject['x-minimum'], subject.maximum ?? subject['x-maximum'], '');
  bounds(subject.minLength, subject.maxLength, ' characters');
  // Descriptions say "at least one" in words.
  bounds(subject.minItems === 1 ? undefined : subject.minItems, subject.maxItems, ' items');
  const item = subject.items === undefined ? subject : spec.flatten(subject.items);
  const values = (item.enum ?? item['x-open-enum'] ?? []).filter((value) => value !== null);
  if (values.length > 0) {
    const figures = values.map(String);
    found.push({
      text: `one of ${figures.map((value) => `\`${value}\``).join(', ')}`,
      figures,
    });
  }
  if (subject.default !== undefined) {
    found.push({ text: `default ${String(subject.default)}`, figures: [String(subject.default)] });
  }
  return found;
}

function figure(bound: number): string {
  return bound.toLocaleString('en-US').replace('-', '−');
}

function nestedObject(
  spec: Spec,
  property: Schema,
): { schema: Schema; isArray: boolean } | undefined {
  const schema = withoutNull(spec, spec.flatten(property));
  const isArray = schema.items !== undefined;
  const inner = schema.items ?? schema;
  const { properties } = spec.flatten(inner);
  const isObject = properties !== undefined && Object.keys(properties).length > 0;
  return isObject ? { schema: inner, isArray } : undefined;
}

/** Returns the schemas with sections of their own: resources, and the variants of a union. */
function linksOf(spec: Spec, property: Schema): string[] {
  const schema = withoutNull(spec, spec.flatten(property));
  const union = schema.oneOf ?? [];
  if (union.length > 0) return union.flatMap((form) => spec.nameOf(form) ?? []);
  const name = spec.nameOf(property) ?? spec.nameOf(schema);
  return name !== undefined && isResource(spec, name) ? [name] : [];
}

/** Returns whether a schema is a resource of the API, with an `object` of its own. */
export function isResource(spec: Spec, name: string): boolean {
  const schema = spec.document.components.schemas[name];
  const kind = schema && spec.flatten(schema).properties?.object?.const;
  return typeof kind === 'string' && kind !== 'list';
}
