import { FirstHandParseError } from '../errors/client-errors.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { readRequestId } from '../http/read-headers.ts';
import type { StandardSchema } from '../settings/standard-schema.ts';

/**
 * Parses the JSON of a successful response.
 *
 * @param isPage whether it must be a page of a list
 * @throws FirstHandParseError when it is empty, HTML, broken, or JSON that no operation returns; the
 * text itself is not included
 */
export function parseBody(response: FetchResponse, text: string, isPage: boolean): unknown {
  let data: { data?: unknown } | undefined;
  try {
    data = JSON.parse(text);
  } catch {
    // A gateway's page is no more a response of the service than its JSON is.
  }
  if (isPage ? Array.isArray(data?.data) : Object(data) === data) return data;
  const kind = text && response.headers.get('content-type');
  throw parseError(response, `is ${kind || 'empty'}, not API JSON: check baseUrl and proxies`);
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
