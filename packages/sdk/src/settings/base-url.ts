import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Returns the base URL without trailing slashes.
 *
 * @throws FirstHandConfigurationError unless it is an http(s) URL that paths can be appended to
 */
export function checkBaseUrl(baseUrl: string): string {
  if (!/^https?:\/\/[^\s?#@]+$/i.test(baseUrl)) {
    throw new FirstHandConfigurationError(
      'Invalid baseUrl: pass an http(s) URL without credentials, query or fragment',
    );
  }
  // A URL object is taken too: environments often hold one.
  let url = `${baseUrl}`;
  while (url.endsWith('/')) url = url.slice(0, -1);
  if (url.endsWith('/v1')) {
    throw new FirstHandConfigurationError('Invalid baseUrl: leave out /v1');
  }
  return url;
}
