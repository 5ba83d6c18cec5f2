import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type {
  Document,
  Operation,
  Parameter,
  Reference,
  Response,
  Schema,
} from './openapi-types.ts';

/** An operation with its place in the document and its parameters resolved. */
export type LocatedOperation = {
  id: string;
  method: string;
  path: string;
  operation: Operation;
  parameters: Parameter[];
};

/** Reads the OpenAPI document; throws when the YAML is malformed. */
export function readDocument(location: URL): Document {
  return parse(readFileSync(location, 'utf8'), { merge: true }) as Document;
}

/** Resolves a local reference, or throws when its target does not exist. */
export function resolve<T extends object>(document: Document, value: T | Reference): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
  let target: unknown = document;
  for (const step of value.$ref.slice(2).split('/')) {
    target = (target as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/')];
  }
  if (target === undefined) throw new Error(`openapi.yaml: ${value.$ref} does not exist.`);
  return target as T;
}

/** The name of the component that a reference points to. */
export function referencedName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** Returns the schema name of an operation's JSON body, or null when it has none. */
export function bodySchemaName(operation: Operation): string | null {
  const schema = operation.requestBody?.content['application/json']?.schema;
  return schema === undefined ? null : referencedName(schema.$ref);
}

/** The status of an operation's success. */
export function successStatus(operation: Operation): number {
  const status = Object.keys(operation.responses).find((candidate) => candidate.startsWith('2'));
  if (status === undefined)
    throw new Error(`openapi.yaml: ${operation.operationId} never succeeds.`);
  return Number(status);
}

/** Returns the schema name of an operation's successful JSON response, or null when it has no body. */
export function resultSchemaName(document: Document, operation: Operation): string | null {
  const response = resolve(document, operation.responses[successStatus(operation)] as Response);
  const schema = response.content?.['application/json']?.schema;
  return schema === undefined ? null : referencedName(schema.$ref);
}

/** Every operation, in the order of the document. */
export function listOperations(document: Document): LocatedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      operation,
      parameters: (operation.parameters ?? []).map((parameter) => resolve(document, parameter)),
    })),
  );
}

/** `listJobs` becomes `ListJobs`. */
export function pascalCase(operationId: string): string {
  return operationId.charAt(0).toUpperCase() + operationId.slice(1);
}

/** The query parameters of an operation as one strict object schema, or null when it has none. */
export function querySchema({ id, parameters }: LocatedOperation): Schema | null {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  if (query.length === 0) return null;
  return {
    type: 'object',
    description: `Query parameters of \`${id}\`.`,
    additionalProperties: false,
    required: query.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(
      query.map(({ name, description = '', schema }) => [name, { ...schema, description }]),
    ),
  };
}
