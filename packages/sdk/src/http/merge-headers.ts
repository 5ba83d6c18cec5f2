import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { isValidHeader } from './is-valid-header.ts';

/** Headers by name; `null` removes one that would otherwise be sent. */
export type HeaderOptions = { readonly [name: string]: string | null | undefined };

/**
 * Merges headers over others by lower-case name; `null` removes one. Checked here because `fetch`
 * reports an invalid header as if the network had failed.
 *
 * @throws FirstHandConfigurationError for a name or value that HTTP does not allow
 */
export function mergeHeaders(
  base: Readonly<Record<string, string>>,
  over: HeaderOptions | undefined,
): Record<string, string> {
  const headers = { ...base };
  for (const [name, value] of Object.entries(over ?? {})) {
    const key = name.toLowerCase();
    if (value === null) delete headers[key];
    else if (value !== undefined) {
      if (!isValidHeader(name, value)) {
        throw new FirstHandConfigurationError(
          `Invalid header ${JSON.stringify(name)}: HTTP does not allow its name or value`,
        );
      }
      headers[key] = value;
    }
  }
  return headers;
}
