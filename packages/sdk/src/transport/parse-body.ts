import { FirstHandParseError } from '../errors/client-errors.ts';
import { listIssues, type StandardSchema } from '../standard-schema.ts';
import type { FetchResponse } from './fetch-like.ts';

/**
 * Reads the JSON of a success.
 *
 * @throws FirstHandParseError when it is empty, HTML or broken; the text itself is never shown
 */
export function parseBody(response: FetchResponse, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const kind = text.trim() ? response.headers.get('content-type') : 'nothing';
    throw parseError(
      response,
      `status ${response.status} with ${kind} instead of JSON; check baseUrl and proxies`,
    );
  }
}

/**
 * Holds an answer against a schema of the caller.
 *
 * @throws FirstHandParseError that names each field that does not fit
 */
export async function checkAgainst(
  schema: StandardSchema,
  data: unknown,
  response: FetchResponse,
): Promise<void> {
  const issues = await listIssues(schema, data);
  if (issues.length) {
    throw parseError(response, `the answer does not fit the schema: ${issues.join('; ')}`);
  }
}

function parseError(response: FetchResponse, message: string): FirstHandParseError {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  return new FirstHandParseError(message, { status: response.status, requestId });
}
