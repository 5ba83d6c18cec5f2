import { ERROR_TYPES } from '@firsthandapi/spec';
import { type HeaderDescription, responseOf, routerResponseOf } from '../document/document.ts';
import { problemsOfBody, problemsOfText } from '../document/schema-problems.ts';
import type { Exchange } from './exchange.ts';

/** HTTP transport headers, which the document does not declare. */
const TRANSPORT_HEADERS: readonly string[] = [
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
  'x-powered-by',
];

/**
 * Checks a response against the document: the status is documented for the operation, the headers are declared and
 * well-formed, the body matches its schema, and the `request_id` of an error equals the header (contract §2).
 *
 * @returns The violations, one line each; empty when the response conforms.
 */
export function checkResponse(exchange: Exchange): string[] {
  const { operationId, method, path, status, headers, text } = exchange;
  const description =
    operationId === undefined ? routerResponseOf(status) : responseOf(operationId, status);
  const name = `${operationId ?? `${method} ${path}`} ${status}`;
  if (description === undefined) return [`${name}: the document defines no such response: ${text}`];
  const problems = [
    ...problemsOfHeaders(description.headers, headers),
    ...problemsOfContent(description.schema, headers, text),
  ];
  if (status >= 400 && problems.length === 0) problems.push(...problemsOfError(exchange));
  return problems.map((problem) => `${name}: ${problem}`);
}

/** Returns the violations of the headers' descriptions, including undeclared headers. */
export function problemsOfHeaders(
  declared: Readonly<Record<string, HeaderDescription>>,
  headers: Headers,
): string[] {
  const problems: string[] = [];
  for (const [name, { required, schema }] of Object.entries(declared)) {
    const value = headers.get(name);
    if (value === null) {
      if (required) problems.push(`header ${name} is missing`);
    } else {
      problems.push(...problemsOfText(schema, value).map((problem) => `header ${name}${problem}`));
    }
  }
  return [...problems, ...undeclaredHeaders(declared, headers)];
}

function undeclaredHeaders(declared: object, headers: Headers): string[] {
  return [...headers.keys()]
    .filter((name) => !Object.hasOwn(declared, name) && !TRANSPORT_HEADERS.includes(name))
    .map((name) => `header ${name} is not declared`);
}

function problemsOfContent(schema: object | undefined, headers: Headers, text: string): string[] {
  if (schema === undefined)
    return text === '' ? [] : [`a body, although none is declared: ${text}`];
  const type = headers.get('content-type') ?? '';
  if (!/^application\/json(;|$)/.test(type))
    return [`content type '${type}' is not application/json`];
  try {
    return problemsOfBody(schema, JSON.parse(text)).map((problem) => `body${problem}`);
  } catch (error) {
    return [`body: ${error}`];
  }
}

function problemsOfError({ status, headers, text }: Exchange): string[] {
  const { type, request_id } = (JSON.parse(text) as { error: { type: string; request_id: string } })
    .error;
  const statuses: readonly number[] = ERROR_TYPES[type as keyof typeof ERROR_TYPES] ?? [];
  const requestId = headers.get('x-request-id');
  return [
    ...(statuses.includes(status) ? [] : [`error type ${type} is not documented for the status`]),
    ...(request_id === requestId
      ? []
      : [`request_id ${request_id} differs from the header ${requestId}`]),
  ];
}
