import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Reference = { $ref: string };

/** The part of JSON Schema 2020-12 that openapi.yaml uses. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  maxProperties?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  enum?: (string | number | null)[];
  const?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  discriminator?: { propertyName: string };
  'x-open-enum'?: string[];
  'x-minimum'?: number;
  'x-maximum'?: number;
  'x-role-scopes'?: Record<string, { both: string[]; test?: string[] }>;
  'x-error-statuses'?: Record<string, number[]>;
};

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
};

export type MediaType = { schema: Reference; examples?: Record<string, unknown> };

export type Response = { description: string; content?: Record<string, MediaType> };

export type Operation = {
  operationId: string;
  description?: string;
  deprecated?: boolean;
  'x-scopes': string[];
  'x-idempotent'?: boolean;
  'x-rate-limit': string;
  parameters?: (Parameter | Reference)[];
  requestBody?: { required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, Response | Reference>;
};

export type Document = {
  openapi: string;
  info: Record<string, unknown>;
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: { requestBody: { content: Record<string, MediaType> } } }>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Response>;
  };
};

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
