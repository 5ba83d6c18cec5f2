import { readFileSync } from 'node:fs';

/** A header's description in the document. */
export interface HeaderDescription {
  readonly required?: boolean;
  readonly schema: object;
}

/** A response's description in the document, with references resolved. */
export interface ResponseDescription {
  readonly headers: Readonly<Record<string, HeaderDescription>>;
  /** Schema of the JSON body, or undefined if there is no body. */
  readonly schema: object | undefined;
}

/** A webhook delivery's description in the document. */
export interface WebhookDescription {
  readonly headers: Readonly<Record<string, HeaderDescription>>;
  readonly schema: object;
}

type Json = Record<string, unknown>;

/** Where a document begins a reference to its own parts, and how it is named in schemas of several documents. */
const OWN = '"$ref":"#/';

/** The parsed OpenAPI documents: of buyers, and of workers. References name the document that they lead into. */
export const documents = {
  api: readJson('@firsthandapi/spec/openapi.json', 'api'),
  worker: readJson('@firsthandapi/spec/worker.json', 'worker'),
} as const;

const responses = new Map<string, ResponseDescription>();
const webhooks = new Map<string, WebhookDescription>();
const routerResponses = new Map<number, ResponseDescription>();
readDocuments();

/** Returns the operation's response with that status, or undefined when it is not documented. */
export function responseOf(operationId: string, status: number): ResponseDescription | undefined {
  return responses.get(`${operationId} ${status}`);
}

/** Returns the router's own response with that status, for an unknown path or method. */
export function routerResponseOf(status: number): ResponseDescription | undefined {
  return routerResponses.get(status);
}

/** Returns the description of a delivery, or undefined when the event type is unknown. */
export function webhookOf(type: string): WebhookDescription | undefined {
  return webhooks.get(type);
}

function readJson(name: string, id: string): Json {
  const json = JSON.stringify(
    JSON.parse(readFileSync(new URL(import.meta.resolve(name)), 'utf8')) as Json,
  );
  return JSON.parse(json.replaceAll(OWN, OWN.replace('#', `${id}#`))) as Json;
}

function readDocuments(): void {
  readResponses(documents.api, '');
  readResponses(documents.worker, 'worker.');
  for (const [status, response] of Object.entries(documents.api['x-router-responses'] as Json)) {
    routerResponses.set(Number(status), describe(resolve(response)));
  }
  for (const [type, { post }] of Object.entries(documents.api.webhooks as Record<string, Json>)) {
    webhooks.set(type, describeWebhook(post as Json));
  }
}

/** Notes each response under the id of its operation, which begins with `prefix`. */
function readResponses({ paths }: Json, prefix: string): void {
  for (const item of Object.values(paths as Record<string, Json>)) {
    for (const operation of Object.values(item) as Json[]) {
      for (const [status, response] of Object.entries((operation.responses ?? {}) as Json)) {
        const description = describe(resolve(response));
        responses.set(`${prefix}${operation.operationId} ${status}`, description);
      }
    }
  }
}

function describe(response: Json): ResponseDescription {
  const headers = Object.entries((response.headers ?? {}) as Json).map(([name, header]) => [
    name.toLowerCase(),
    resolve(header),
  ]);
  return { headers: Object.fromEntries(headers), schema: schemaOf(response) };
}

function describeWebhook(post: Json): WebhookDescription {
  const headers = (post.parameters as unknown[])
    .map(resolve)
    .map(({ name, ...header }) => [String(name).toLowerCase(), header]);
  const schema = schemaOf(resolve(post.requestBody));
  if (schema === undefined) throw new Error('The document defines a webhook without a body');
  return { headers: Object.fromEntries(headers), schema };
}

function schemaOf({ content }: Json): object | undefined {
  return (content as Record<string, { schema: object }> | undefined)?.['application/json']?.schema;
}

/** Resolves a reference, or returns the value itself. */
function resolve(value: unknown): Json {
  const { $ref } = value as { $ref?: string };
  if ($ref === undefined) return value as Json;
  const [name, pointer = ''] = $ref.split('#/');
  return pointer
    .split('/')
    .reduce((node, part) => node[part] as Json, documents[name as keyof typeof documents]);
}
