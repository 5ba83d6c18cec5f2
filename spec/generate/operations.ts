import {
  bodySchemaName,
  type LocatedOperation,
  listOperations,
  resultSchemaName,
  successStatus,
} from './document.ts';
import type { Document, Parameter } from './openapi-types.ts';

function describeOperation(document: Document, located: LocatedOperation) {
  const { operation, parameters } = located;
  return {
    method: located.method,
    path: located.path,
    scopes: operation['x-scopes'],
    authenticated: operation['x-scopes'].length > 0,
    idempotent: operation['x-idempotent'] ?? false,
    rateLimit: operation['x-rate-limit'],
    successStatus: successStatus(operation),
    ...parameterNames(parameters),
    body: bodySchemaName(operation),
    bodyRequired: operation.requestBody?.required ?? false,
    result: resultSchemaName(document, operation),
    statuses: Object.keys(operation.responses).map(Number),
    deprecated: operation.deprecated ?? false,
  };
}

function parameterNames(parameters: readonly Parameter[]) {
  const namesOf = (place: string) =>
    parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
  return {
    pathParameters: namesOf('path'),
    queryParameters: namesOf('query'),
    headerParameters: namesOf('header'),
  };
}

/** The table of operations: all that routing, authentication and clients need to know of each. */
export function generateOperations(document: Document): string {
  const rows = listOperations(document).map(
    (located) => `  ${located.id}: ${JSON.stringify(describeOperation(document, located))},`,
  );
  return `/**
 * Every operation by its operationId: method, path, the scopes it needs (all of them), whether it needs an
 * \`Idempotency-Key\`, its rate-limit route, its parameters, the schema names of body and result, and every
 * status it can return.
 */
export const operations = {
${rows.join('\n')}
} as const;

export type OperationId = keyof typeof operations;
`;
}

/** The table of operations in two parts, so that what routes requests contains nothing for documentation. */
export function generateRoutes(document: Document): string {
  const located = listOperations(document);
  return `${routesTable(located)}\n${resultsTable(document, located)}`;
}

function routesTable(located: readonly LocatedOperation[]): string {
  const routes = located.map((one) => `  ${one.id}: ${JSON.stringify(describeRoute(one))},`);
  return `/**
 * Every operation by its operationId: method, path, the scopes that it needs (all of them; none without a session),
 * whether it needs an \`Idempotency-Key\`, its rate-limit route, and whether it needs a body.
 */
export const operations = {
${routes.join('\n')}
} as const;

export type OperationId = keyof typeof operations;
`;
}

/** What routing and authentication need to know of an operation. */
function describeRoute({ method, path, operation }: LocatedOperation) {
  return {
    method,
    path,
    scopes: operation['x-scopes'],
    idempotent: operation['x-idempotent'] ?? false,
    rateLimit: operation['x-rate-limit'],
    bodyRequired: operation.requestBody?.required ?? false,
  };
}

function resultsTable(document: Document, located: readonly LocatedOperation[]): string {
  const results = located.map(({ id, operation }) => {
    const statuses = Object.keys(operation.responses).map(Number);
    const result = resultSchemaName(document, operation);
    return `  ${id}: ${JSON.stringify({ successStatus: successStatus(operation), result, statuses })},`;
  });
  return `/** The status of each operation's success, the schema name of its result, and every status that it can return. */
export const results = {
${results.join('\n')}
} as const;
`;
}
