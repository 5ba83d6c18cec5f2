import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { checkApiKey } from '../settings/api-key.ts';
import type { ClientSettings } from '../settings/client-settings.ts';

/**
 * Returns the key for the next attempt; synchronously when it is a string, which is already checked.
 *
 * @throws FirstHandConfigurationError when there is no key, or the `apiKey` function fails
 */
export function resolveKey(settings: ClientSettings): string | Promise<string> {
  const { apiKey } = settings;
  return typeof apiKey === 'string' ? apiKey : askForKey(settings);
}

async function askForKey(settings: ClientSettings): Promise<string> {
  const { apiKey } = settings;
  let given: string | undefined;
  try {
    given = typeof apiKey === 'function' ? await apiKey() : undefined;
  } catch (cause) {
    throw new FirstHandConfigurationError('The apiKey function failed', { cause });
  }
  return String(checkApiKey(given, settings));
}
