import { FirstHandParseError } from '../errors/client-errors.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { readRequestId } from '../http/read-headers.ts';
import type { StandardSchema } from '../settings/standard-schema.ts';

/**
 * Parses the JSON of a successful response.
 *
 * @throws FirstHandParseError when it is empty, HTML or broken; the text itself is not included
 */
export function parseBody(response: FetchResponse, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const kind = text && response.headers.get('content-type');
    throw parseError(response, `is ${kind || 'empty'}, not JSON: check baseUrl and proxies`);
  }
}

/**
 * Validates a response against the caller's schema.
 *
 * @throws FirstHandParseError that names each invalid field
 */
export async function checkAgainst(
  schema: StandardSchema,
  data: unknown,
  response: FetchResponse,
): Promise<void> {
  const { issues } = await schema['~standard'].validate(data);
  if (!issues) return;
  const reasons = issues.map(({ path = [], message }) => {
    const keys = path.map((part) => String(Object(part).key ?? part));
    return `${keys.join('.')}: ${message}`;
  });
  throw parseError(response, `does not match its schema: ${reasons.join('; ')}`);
}

function parseError({ status, headers }: FetchResponse, message: string): FirstHandParseError {
  const requestId = readRequestId(headers);
  return new FirstHandParseError(`The response ${message}`, { status, requestId });
}
