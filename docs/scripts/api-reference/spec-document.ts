import { readFile } from 'node:fs/promises';
import type { Reference, RoutedOperation, Schema, SpecDocument } from './openapi-document.ts';

/** The spec, with lookups that several pages need. */
export class Spec {
  readonly document: SpecDocument;
  readonly operations: readonly RoutedOperation[];

  constructor(document: SpecDocument) {
    this.document = document;
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
      })),
    );
  }

  static async read(file: string | URL): Promise<Spec> {
    return new Spec(JSON.parse(await readFile(file, 'utf8')));
  }

  /**
   * Resolves a reference; returns anything else unchanged.
   *
   * @throws Error when the target does not exist
   */
  resolve<T extends Reference>(value: T): T {
    if (value.$ref === undefined) return value;
    const target = value.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (node, key) => (node as Record<string, unknown> | undefined)?.[key],
        this.document,
      );
    if (target === undefined) throw new Error(`openapi.json: ${value.$ref} does not exist`);
    return this.resolve(target as T);
  }

  /** Returns a schema with its references and `allOf` merged into one object; its own description wins. */
  flatten(schema: Schema): Schema {
    const { description } = schema;
    const { allOf, ...own } = this.resolve(schema);
    const merged = (allOf ?? []).map((part) => this.flatten(part)).reduce(mergeObjects, {});
    return { ...mergeObjects(merged, own), ...(description !== undefined && { description }) };
  }

  /** Returns the name that a schema is referenced by, through `null` and arrays. */
  nameOf(schema: Schema): string | undefined {
    const inner = schema.items ?? schema.anyOf?.find((part) => part.$ref !== undefined) ?? schema;
    return inner.$ref?.split('/').at(-1);
  }

  /** Returns the operations with a tag, in the order of the document. */
  taggedWith(tag: string): RoutedOperation[] {
    return this.operations.filter(({ tags }) => tags.includes(tag));
  }
}

function mergeObjects(base: Schema, extension: Schema): Schema {
  return {
    ...base,
    ...extension,
    properties: { ...base.properties, ...extension.properties },
    required: [...(base.required ?? []), ...(extension.required ?? [])],
  };
}
