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
