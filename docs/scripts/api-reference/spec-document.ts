import { readFile } from 'node:fs/promises';

/** The part of a JSON Schema that the reference reads. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly 'x-open-enum'?: readonly string[];
  readonly 'x-error-statuses'?: Readonly<Record<string, readonly number[]>>;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly 'x-minimum'?: number;
  readonly 'x-maximum'?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** An object that is either inline or a reference. */
export interface Reference {
  readonly $ref?: string;
}

/** A named example. */
export interface Example extends Reference {
  readonly summary?: string;
  readonly value?: unknown;
}

/** A body by media type; the API uses only JSON. */
export interface Content {
  readonly 'application/json'?: {
    readonly schema: Schema;
    readonly examples?: Readonly<Record<string, Example>>;
  };
}

export interface Parameter extends Reference {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

export interface Header extends Reference {
  readonly required?: boolean;
  readonly description?: string;
}

export interface ResponseObject extends Reference {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Content;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly 'x-scopes'?: readonly string[];
  readonly 'x-idempotent'?: boolean;
  readonly 'x-rate-limit'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

export interface SpecDocument {
  readonly info: {
    readonly version: string;
    readonly summary: string;
    readonly description: string;
  };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly examples: Readonly<Record<string, Example>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly securitySchemes: Readonly<Record<string, { readonly description: string }>>;
  };
}

/** An operation with its method and path. */
export interface RoutedOperation extends Operation {
  readonly method: string;
  readonly path: string;
}

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
