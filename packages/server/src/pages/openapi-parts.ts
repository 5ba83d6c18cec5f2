/** A part of an OpenAPI document. */
export type Json = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

export function operationsOf({ paths }: Json): readonly Operation[] {
  return Object.entries(paths as Readonly<Record<string, Json>>).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Json | undefined;
      return operation === undefined ? [] : [{ method, path, operation }];
    }),
  );
}

export function schemasOf(document: Json): readonly (readonly [string, Json])[] {
  const { schemas = {} } = (document.components ?? {}) as { schemas?: Record<string, Json> };
  return Object.entries(schemas);
}

/** Returns what a `$ref` points to, and everything else as it is. */
export function resolve(document: Json, value: Json): Json {
  if (typeof value.$ref !== 'string') return value;
  const steps = value.$ref.replace(/^#\//, '').split('/');
  const found = steps.reduce<unknown>((from, step) => (from as Json | undefined)?.[step], document);
  return (found ?? {}) as Json;
}

/** Returns the last part of a `$ref`, or undefined for a schema that is written out. */
export function referenceName({ $ref }: Json): string | undefined {
  return typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
}
