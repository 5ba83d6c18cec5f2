import { resultSchema } from './example-code.ts';
import { slugOf } from './markdown.ts';
import type { Schema } from './openapi-document.ts';
import { isResource } from './schema-fields.ts';
import type { Spec } from './spec-document.ts';

/** The tag whose page describes each object, by the object's schema name. */
export type ObjectHomes = ReadonlyMap<string, string>;

/**
 * Assigns each object to the first tag with an operation that returns it, or else a list of it. The variants of its
 * fields that have sections of their own go with it.
 */
export function homesOfObjects(spec: Spec): ObjectHomes {
  const results = spec.document.tags.flatMap(({ name: tag }) =>
    spec.taggedWith(tag).map((operation) => ({ tag, name: resultSchema(operation) ?? '' })),
  );
  const [lists, singles] = [true, false].map((isList) =>
    results.filter(({ name }) => name !== '' && name.endsWith('List') === isList),
  );
  const homes = new Map<string, string>();
  for (const { tag, name } of [...(singles ?? []), ...(lists ?? [])]) {
    const item = name.replace(/List$/, '');
    for (const each of [item, ...formsWithin(spec, item)]) {
      if (!homes.has(each)) homes.set(each, tag);
    }
  }
  return homes;
}

/** Returns the address of an object's section. */
export function addressOf(homes: ObjectHomes, schemaName: string): string | undefined {
  const tag = homes.get(schemaName);
  return tag === undefined ? undefined : `/api/${slugOf(tag)}#${anchorOf(schemaName)}`;
}

/** Returns the anchor of an object's section. */
export function anchorOf(schemaName: string): string {
  return `${slugOf(schemaName.replace(/([a-z])([A-Z])/g, '$1-$2'))}-object`;
}

function formsWithin(spec: Spec, name: string): string[] {
  const schema = spec.document.components.schemas[name] ?? {};
  const { properties = {} } = spec.flatten(schema);
  return Object.values(properties).flatMap((property) => {
    const forms = unionOf(spec, property).flatMap((form) => spec.nameOf(form) ?? []);
    const inner = spec.nameOf(property);
    const isOwnPart = inner !== undefined && inner !== name && isResource(spec, inner);
    return isOwnPart ? [inner, ...forms] : forms;
  });
}

function unionOf(spec: Spec, property: Schema): readonly Schema[] {
  const choices = property.anyOf ?? [property];
  return choices.flatMap((choice) => spec.flatten(choice).oneOf ?? []);
}
