import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import type { FetchResponse } from './fetch-like.ts';

/**
 * Returns the response of a hook of the caller.
 *
 * @param hook the option that it was passed as
 * @throws FirstHandConfigurationError when it is no response, for example because a `return` is missing
 */
export function checkResponse(response: FetchResponse, hook = 'fetch'): FetchResponse {
  if (Object(response).text) return response;
  throw new FirstHandConfigurationError(`Invalid ${hook}: return a Response`);
}
