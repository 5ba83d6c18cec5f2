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
    throw new FirstHandConfigurationError('Missing API key: set FIRSTHAND_API_KEY or pass apiKey');
  }
  const text = String(apiKey);
  const [prefix] = /^(whsec|key|[prs]k)_/.exec(text) ?? [];
  if (prefix) {
    throw new FirstHandConfigurationError(
      `Invalid apiKey: keys start with fh_live_ or fh_test_, not with ${prefix}`,
    );
  }
  if (!/^[\w.~+/=-]+$/.test(text)) {
    throw new FirstHandConfigurationError('Invalid apiKey: a key has no space, newline or quote');
  }
  if (!dangerouslyAllowBrowser && 'document' in globalThis && /^fh_(live|test)_/.test(text)) {
    throw new FirstHandConfigurationError(
      'Secret key in a web page: use a server, or set dangerouslyAllowBrowser',
    );
  }
  return apiKey;
}
