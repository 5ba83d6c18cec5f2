import { referencedName } from '../document.ts';
import type { Schema } from '../openapi-types.ts';
import { isIdentifier, literal } from './python-name.ts';

/** Where a type stands: callers may pass any sequence, responses contain lists. */
export interface TypePlace {
  readonly isWritten: boolean;
  /** Names the class of an object that has no name of its own, and declares it. */
  readonly nameObject: (schema: Schema) => string;
  /** Returns the name of a list of codes, if it has one. */
  readonly nameCodes: (values: readonly unknown[]) => string | undefined;
}

const PLAIN_TYPES: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
};

function isNullable({ type, anyOf = [] }: Schema): boolean {
  return [type].flat().includes('null') || anyOf.some((member) => member.type === 'null');
}

/** Whether callers may pass null, which differs from leaving the value out. */
export function acceptsNull(schema: Schema): boolean {
  return isNullable(schema);
}

function literals(
  values: readonly (string | number | null)[],
  nameCodes: TypePlace['nameCodes'] = () => undefined,
): string {
  const known = values.filter((value) => value !== null);
  return nameCodes(known) ?? `Literal[${known.map(literal).join(', ')}]`;
}

function valueType(schema: Schema, place: TypePlace): string {
  if (schema.$ref !== undefined) return referencedName(schema.$ref);
  if (schema.const !== undefined) return literals([schema.const]);
  const open = schema['x-open-enum'];
  // The service may add values at any time, so any text is allowed beside those known today.
  if (open !== undefined) return `Union[${literals(open, place.nameCodes)}, str]`;
  if (schema.enum !== undefined) return literals(schema.enum, place.nameCodes);
  const union = (schema.anyOf ?? schema.oneOf)?.filter((member) => member.type !== 'null');
  if (union !== undefined) return unionOf(union.map((member) => valueType(member, place)));
  const [type] = [schema.type ?? 'object'].flat().filter((each) => each !== 'null');
  if (type === 'array') return listOf(schema, place);
  return type === 'object' ? objectType(schema, place) : (PLAIN_TYPES[type ?? ''] ?? 'Any');
}

function listOf(schema: Schema, place: TypePlace): string {
  const item = pythonType(schema.items ?? {}, place);
  return `${place.isWritten ? 'Sequence' : 'List'}[${item}]`;
}

function objectType(schema: Schema, place: TypePlace): string {
  const names = Object.keys(schema.properties ?? {});
  const first = schema.properties?.[names[0] ?? ''];
  if (first !== undefined && names.every(isIdentifier)) return place.nameObject(schema);
  if (first !== undefined) return `Dict[${literals(names)}, ${pythonType(first, place)}]`;
  const { additionalProperties } = schema;
  const value =
    typeof additionalProperties === 'object' ? pythonType(additionalProperties, place) : 'Any';
  return `${place.isWritten ? 'Mapping' : 'Dict'}[str, ${value}]`;
}

function unionOf(types: readonly string[]): string {
  return types.length === 1 ? (types[0] ?? '') : `Union[${types.join(', ')}]`;
}

/** The Python type of a schema, as an annotation of Python 3.9. */
export function pythonType(schema: Schema, place: TypePlace): string {
  const type = valueType(schema, place);
  return isNullable(schema) ? `Optional[${type}]` : type;
}
