import document from '@firsthandapi/spec/openapi.json' with { type: 'json' };

/** The part of a schema that becomes flags. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly (string | number | null)[];
  readonly const?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Returns a schema without its outermost reference. A description beside the reference wins. */
export function resolveSchema(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  const { $ref, ...beside } = schema;
  return { ...resolveSchema(schemaNamed(name)), ...beside };
}

/** Returns a component by its name. */
export function schemaNamed(name: string): Schema {
  const schema = (document.components.schemas as Readonly<Record<string, Schema>>)[name];
  if (schema === undefined) throw new Error(`openapi.yaml has no schema ${name}`);
  return schema;
}

/** Returns the schema of what is not null, and whether null is allowed. */
export function withoutNull(schema: Schema): {
  readonly schema: Schema;
  readonly isNullable: boolean;
} {
  const resolved = resolveSchema(schema);
  const members = resolved.anyOf ?? [];
  const inner = members.find(({ type }) => type !== 'null');
  if (inner !== undefined) {
    const described = { ...resolveSchema(inner), ...descriptionOf(resolved) };
    return { schema: described, isNullable: members.length > 1 };
  }
  return { schema: resolved, isNullable: typesOf(resolved).includes('null') };
}

/** Returns the type names of a schema. */
export function typesOf({ type = [] }: Schema): readonly string[] {
  return typeof type === 'string' ? [type] : type;
}

function descriptionOf({ description }: Schema): { description?: string } {
  return description === undefined ? {} : { description };
}
