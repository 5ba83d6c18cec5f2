import type { Flag, FlagKind } from '../src/operations/operation-command.ts';
import { resolveSchema, type Schema, typesOf, withoutNull } from './spec-schema.ts';

/** Returns the flags of an object's fields, those of objects within it included. */
export function flagsOfSchema(schema: Schema): Flag[] {
  const { oneOf } = resolveSchema(schema);
  if (oneOf === undefined) return flagsOfObject(resolveSchema(schema), [], true);
  return mergeVariants(oneOf.map(flagsOfSchema));
}

/** Returns the flags of query parameters. */
export function flagOfParameter(name: string, schema: Schema, description: string): Flag {
  const [flag, ...others] = flagsOfField([name], { ...schema, description }, false);
  if (flag === undefined || others.length > 0) throw new Error(`${name} is not one flag`);
  return flag;
}

function flagsOfObject(schema: Schema, path: readonly string[], isRequired: boolean): Flag[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const required = isRequired && (schema.required ?? []).includes(name);
    return flagsOfField([...path, name], field, required);
  });
}

function flagsOfField(path: readonly string[], field: Schema, isRequired: boolean): Flag[] {
  const { schema, isNullable } = withoutNull(field);
  const isList = typesOf(schema).includes('array');
  const item = isList ? withoutNull(schema.items ?? {}).schema : schema;
  const kind = kindOf(item);
  const values = valuesOf(item);
  const flag: Flag = {
    name: path.join('.').replaceAll('_', '-'),
    path,
    kind,
    description: sentence(schema.description),
    ...(isList && { isList }),
    ...(isRequired && { isRequired }),
    ...(isNullable && { isNullable }),
    ...(values.length > 0 && { values }),
  };
  // An object that can be null needs a flag of its own name, to clear it as a whole.
  if (kind !== 'object' || isList) return [flag];
  const fields = flagsOfObject(item, path, isRequired);
  return isNullable ? [flag, ...fields] : fields;
}

function kindOf(schema: Schema): FlagKind {
  const type = typesOf(schema).find((name) => name !== 'null');
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type === 'string' || schema.const !== undefined) return 'text';
  if (type === 'object') return schema.additionalProperties instanceof Object ? 'map' : 'object';
  throw new Error(`no kind of flag for ${JSON.stringify(schema)}`);
}

function valuesOf({ enum: values = [], const: only }: Schema): string[] {
  return [...values, only].filter((value) => value !== null && value !== undefined).map(String);
}

/** A field is required when each variant requires it; the values of a field are those of all variants. */
function mergeVariants(variants: readonly (readonly Flag[])[]): Flag[] {
  const merged = new Map<string, Flag>();
  for (const flag of variants.flat()) {
    const namesakes = variants.map((flags) => flags.find(({ name }) => name === flag.name));
    const values = [...new Set(namesakes.flatMap((one) => one?.values ?? []))];
    const { isRequired, ...optional } = flag;
    const isChoice = namesakes.some((one) => one?.description !== flag.description);
    merged.set(flag.name, {
      ...optional,
      ...(isChoice && values.length > 1 && { description: `${values.join(' or ')}.` }),
      ...(namesakes.every((one) => one?.isRequired) && { isRequired: true }),
      ...(values.length > 0 && { values }),
    });
  }
  return [...merged.values()];
}

/** Markdown's code marks mean nothing in a terminal. */
function sentence(description = ''): string {
  return description.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
}
