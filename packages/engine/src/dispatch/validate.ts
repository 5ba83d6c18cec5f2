import { operations } from '@firsthandapi/spec';
import { bodySchemas, emptyQueries, fieldErrors, querySchemas } from '@firsthandapi/spec/schemas';
import { validationError } from '../errors/api-error.ts';

/** The part of a zod schema that is used here. */
interface Schema {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: Parameters<typeof fieldErrors>[0] };
}

/** The generated schemas of a document, by operation. */
export interface DocumentSchemas<Id extends string> {
  readonly operations: Readonly<Record<Id, { readonly bodyRequired: boolean }>>;
  readonly bodies: { readonly [id in Id]?: () => Schema };
  readonly queries: { readonly [id in Id]: () => Schema };
  /** What an empty query parses to. */
  readonly empty: { readonly [id in Id]?: object };
}

/** Validates requests by the schemas of a document. */
export interface Validation<Id extends string> {
  /** Returns the body, parsed. Throws a 400 that names every invalid field by its path (contract §2). */
  parseBody(operationId: Id, value: unknown): unknown;
  /** Returns the query parameters with defaults filled in. Throws a 400 that names every invalid or unknown one. */
  parseQuery(operationId: Id, query: string): unknown;
}

/** The validation of buyers' requests. */
export const { parseBody, parseQuery } = validationBy({
  operations,
  bodies: bodySchemas,
  queries: querySchemas,
  empty: emptyQueries,
});

export function validationBy<Id extends string>({
  operations,
  bodies,
  queries,
  empty,
}: DocumentSchemas<Id>): Validation<Id> {
  return {
    parseBody(operationId, value) {
      const schema = bodies[operationId];
      if (schema === undefined) return refuseBody(value);
      const { bodyRequired } = operations[operationId];
      return parse(schema(), value === undefined && !bodyRequired ? {} : value);
    },
    parseQuery(operationId, query) {
      // Most queries are empty, and building a schema takes as long as the rest of a first response.
      const defaults = query === '' ? empty[operationId] : undefined;
      return defaults ?? parse(queries[operationId](), valuesOf(query));
    },
  };
}

function valuesOf(query: string): Record<string, string> {
  const values: Record<string, string> = {};
  const repeated: { readonly path: readonly string[]; readonly message: string }[] = [];
  for (const [name, text] of new URLSearchParams(query)) {
    if (Object.hasOwn(values, name)) repeated.push({ path: [name], message: 'is given twice' });
    else Object.defineProperty(values, name, { value: text, enumerable: true });
  }
  if (repeated.length > 0) throw validationError(fieldErrors({ issues: repeated }));
  return values;
}

/** An operation without a request body accepts none, or an empty object. */
function refuseBody(value: unknown): undefined {
  const isEmpty =
    value === undefined ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  if (isEmpty) return undefined;
  throw validationError([{ field: 'body', message: 'must be empty: this operation takes none' }]);
}

function parse(schema: Schema, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw validationError(fieldErrors(parsed.error));
}
