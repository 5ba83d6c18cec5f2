import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { checkApiKey } from '../settings/api-key.ts';
import type { ClientSettings } from '../settings/client-settings.ts';

/**
 * Calls the `apiKey` function for the key of the next attempt.
 *
 * @throws FirstHandConfigurationError when there is no key, or the function fails
 */
export async function askForKey(settings: ClientSettings): Promise<string> {
  const { apiKey } = settings;
  let given: string | undefined;
  try {
    given = typeof apiKey === 'function' ? await apiKey() : undefined;
  } catch (cause) {
    throw new FirstHandConfigurationError('The apiKey function failed', { cause });
  }
  return String(checkApiKey(given, settings));
}
