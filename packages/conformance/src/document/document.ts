import { readFileSync } from 'node:fs';

/** A header as the document describes it. */
export interface HeaderDescription {
  readonly required?: boolean;
  readonly schema: object;
}

/** A response as the document describes it, its references followed. */
export interface ResponseDescription {
  readonly headers: Readonly<Record<string, HeaderDescription>>;
  /** Schema of the JSON body; undefined when there is none. */
  readonly schema: object | undefined;
}

/** The events that the document describes, by type. */
export interface WebhookDescription {
  readonly headers: Readonly<Record<string, HeaderDescription>>;
  readonly schema: object;
}

type Json = Record<string, unknown>;

/** The OpenAPI document, as validators read it. */
export const document = JSON.parse(
  readFileSync(new URL(import.meta.resolve('@firsthandapi/spec/openapi.json')), 'utf8'),
) as Json;

const responses = new Map<string, ResponseDescription>();
const webhooks = new Map<string, WebhookDescription>();
const routerResponses = new Map<number, ResponseDescription>();
readDocument();

/** What the operation may answer with that status, or undefined when the document does not say so. */
export function responseOf(operationId: string, status: number): ResponseDescription | undefined {
  return responses.get(`${operationId} ${status}`);
}

/** What the router itself may answer, for an unknown path or method. */
export function routerResponseOf(status: number): ResponseDescription | undefined {
  return routerResponses.get(status);
}

/** What a delivery of that event type looks like, or undefined for an unknown type. */
export function webhookOf(type: string): WebhookDescription | undefined {
  return webhooks.get(type);
}

function readDocument(): void {
  for (const item of Object.values(document.paths as Record<string, Json>)) {
    for (const operation of Object.values(item) as Json[]) {
      for (const [status, response] of Object.entries(operation.responses as Json)) {
        responses.set(`${operation.operationId} ${status}`, describe(follow(response)));
      }
    }
  }
  for (const [status, response] of Object.entries(document['x-router-responses'] as Json)) {
    routerResponses.set(Number(status), describe(follow(response)));
  }
  for (const [type, { post }] of Object.entries(document.webhooks as Record<string, Json>)) {
    webhooks.set(type, describeWebhook(post as Json));
  }
}

function describe(response: Json): ResponseDescription {
  const headers = Object.entries((response.headers ?? {}) as Json).map(([name, header]) => [
    name.toLowerCase(),
    follow(header),
  ]);
  return { headers: Object.fromEntries(headers), schema: schemaOf(response) };
}

function describeWebhook(post: Json): WebhookDescription {
  const headers = (post.parameters as unknown[])
    .map(follow)
    .map(({ name, ...header }) => [String(name).toLowerCase(), header]);
  const schema = schemaOf(follow(post.requestBody));
  if (schema === undefined) throw new Error('A webhook without a body');
  return { headers: Object.fromEntries(headers), schema };
}

function schemaOf({ content }: Json): object | undefined {
  return (content as Record<string, { schema: object }> | undefined)?.['application/json']?.schema;
}

/** What a reference points to, or the value itself. */
function follow(value: unknown): Json {
  const { $ref } = value as { $ref?: string };
  if ($ref === undefined) return value as Json;
  return $ref
    .slice(2)
    .split('/')
    .reduce((node, name) => node[name] as Json, document);
}
