import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Refuses what cannot be a key, and a secret key in a web page. A function is checked when it is
 * called.
 *
 * @throws FirstHandConfigurationError that never shows the key
 */
export function checkApiKey<Key>(
  apiKey: Key,
  { dangerouslyAllowBrowser }: { readonly dangerouslyAllowBrowser?: boolean | undefined },
): Key {
  if (typeof apiKey === 'function') return apiKey;
  if (!apiKey) {
    throw new FirstHandConfigurationError(
      'Missing API key: set the environment variable FIRSTHAND_API_KEY or pass apiKey',
    );
  }
  const text = String(apiKey);
  if (!/^[\w.~+/=-]+$/.test(text)) {
    throw new FirstHandConfigurationError(
      'Invalid apiKey: it contains whitespace, a quote or another character that no key has',
    );
  }
  if (!dangerouslyAllowBrowser && 'document' in globalThis && /^fh_(live|test)_/.test(text)) {
    throw new FirstHandConfigurationError(
      'Refused a secret key in a web page, where every visitor can read it: call the API from a server, or set dangerouslyAllowBrowser',
    );
  }
  return apiKey;
}
