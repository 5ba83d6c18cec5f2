import { constraintsOf } from './constraints.ts';
import type { Schema } from './openapi-document.ts';
import type { Spec } from './spec-document.ts';
import { typeName, withoutNull } from './type-name.ts';

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
