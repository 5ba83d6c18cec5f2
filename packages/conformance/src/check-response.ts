import { ERROR_TYPES } from '@firsthandapi/spec';
import { type HeaderDescription, responseOf, routerResponseOf } from './document/document.ts';
import { problemsOfBody, problemsOfText } from './document/validate.ts';
import type { Exchange } from './exchange.ts';

/** Headers of the transport, which are no business of the document. */
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
 * Holds an answer against the document: the status is documented for the operation, its headers are declared and
 * well-formed, its body fits its schema, and an error says the same request id as the header (contract §2).
 *
 * @returns Everything that is wrong, one line each; empty when the answer conforms.
 */
export function checkResponse(exchange: Exchange): string[] {
  const { operationId, method, path, status, headers, text } = exchange;
  const description =
    operationId === undefined ? routerResponseOf(status) : responseOf(operationId, status);
  const name = `${operationId ?? `${method} ${path}`} ${status}`;
  if (description === undefined) return [`${name}: the document knows no such answer: ${text}`];
  const problems = [
    ...problemsOfHeaders(description.headers, headers),
    ...problemsOfContent(description.schema, headers, text),
  ];
  if (status >= 400 && problems.length === 0) problems.push(...problemsOfError(exchange));
  return problems.map((problem) => `${name}: ${problem}`);
}

/** Everything wrong with headers by their descriptions, undeclared ones included. */
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
  for (const name of headers.keys()) {
    if (declared[name] === undefined && !TRANSPORT_HEADERS.includes(name)) {
      problems.push(`header ${name} is not declared`);
    }
  }
  return problems;
}

function problemsOfContent(schema: object | undefined, headers: Headers, text: string): string[] {
  if (schema === undefined) return text === '' ? [] : [`a body where none is declared: ${text}`];
  const type = headers.get('content-type') ?? '';
  if (!/^application\/json(;|$)/.test(type)) return [`content type '${type}'`];
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
    ...(statuses.includes(status) ? [] : [`error type ${type} does not belong to the status`]),
    ...(request_id === requestId ? [] : [`request_id ${request_id} is not that of ${requestId}`]),
  ];
}
