import { FirstHandParseError } from '../errors/client-errors.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { readRequestId } from '../http/read-headers.ts';
import type { StandardSchema } from '../settings/standard-schema.ts';

/**
 * Reads the JSON of a success.
 *
 * @throws FirstHandParseError when it is empty, HTML or broken; the text itself is never shown
 */
export function parseBody(response: FetchResponse, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const kind = text && response.headers.get('content-type');
    throw parseError(response, `is ${kind || 'empty'}, not JSON; check baseUrl and proxies`);
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
  const { issues } = await schema['~standard'].validate(data);
  if (!issues) return;
  const reasons = issues.map(({ path = [], message }) => {
    const keys = path.map((part) => String(Object(part).key ?? part));
    return `${keys.join('.')}: ${message}`;
  });
  throw parseError(response, `does not fit: ${reasons.join('; ')}`);
}

function parseError({ status, headers }: FetchResponse, message: string): FirstHandParseError {
  const requestId = readRequestId(headers);
  return new FirstHandParseError(`the answer ${message}`, { status, requestId });
}
