import { FirstHandConfigurationError, FirstHandParseError } from '../errors/client-errors.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { readRequestId } from '../http/read-headers.ts';
import type { StandardSchema } from '../settings/standard-schema.ts';
import type { Call } from './call.ts';

/**
 * Parses the JSON of a successful response.
 *
 * @param kind whether it must be a page of a list, or may be empty
 * @throws FirstHandParseError when it is empty, HTML, broken, or JSON that no operation returns; the
 * text itself is not included
 */
export function parseBody(response: FetchResponse, text: string, kind: Call['kind']): unknown {
  let data: { data?: unknown } | undefined;
  try {
    data = JSON.parse(text);
  } catch {
    // A gateway's page is no more a response of the service than its JSON is.
  }
  if (kind === 'page' ? Array.isArray(data?.data) : Object(data) === data) return data;
  if (kind === 'void' && !text) return undefined;
  const type = text && response.headers.get('content-type');
  throw parseError(response, `is ${type || 'empty'}, not API JSON: check baseUrl and proxies`);
}

/**
 * Validates a response against the caller's schema.
 *
 * @throws FirstHandParseError that names each invalid field
 * @throws FirstHandConfigurationError when the schema returns nothing
 */
export async function checkAgainst(
  schema: StandardSchema,
  data: unknown,
  response: FetchResponse,
): Promise<void> {
  const result = await schema['~standard'].validate(data);
  if (!result) {
    throw new FirstHandConfigurationError('Invalid validateResponses: return a result');
  }
  const { issues } = result;
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
