import { type OperationId, operations } from '@firsthandapi/spec';
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

const bodies: { readonly [id in OperationId]?: () => Schema } = bodySchemas;
const empty: { readonly [id in OperationId]?: object } = emptyQueries;

/**
 * Returns the body, parsed by the spec's schema. Throws a 400 that names every invalid field by its path (contract §2).
 */
export function parseBody(operationId: OperationId, value: unknown): unknown {
  const schema = bodies[operationId];
  if (schema === undefined) return refuseBody(value);
  const { bodyRequired } = operations[operationId];
  return parse(schema(), value === undefined && !bodyRequired ? {} : value);
}

/** Returns the query parameters with defaults filled in. Throws a 400 that names every invalid or unknown one. */
export function parseQuery(operationId: OperationId, query: string): unknown {
  // Most queries are empty, and building a schema takes as long as the rest of a first response.
  const defaults = query === '' ? empty[operationId] : undefined;
  if (defaults !== undefined) return defaults;
  const value: Record<string, string> = {};
  const repeated: { readonly path: readonly string[]; readonly message: string }[] = [];
  for (const [name, text] of new URLSearchParams(query)) {
    if (Object.hasOwn(value, name)) repeated.push({ path: [name], message: 'is given twice' });
    else Object.defineProperty(value, name, { value: text, enumerable: true });
  }
  if (repeated.length > 0) throw validationError(fieldErrors({ issues: repeated }));
  return parse(querySchemas[operationId](), value);
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
