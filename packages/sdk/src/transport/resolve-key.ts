import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { checkApiKey } from '../settings/api-key.ts';
import type { ClientSettings } from '../settings/client-settings.ts';

/**
 * The key of the next attempt; at once when the client holds a string, which was checked before.
 *
 * @throws FirstHandConfigurationError when there is none, or the function that gives it fails
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
    throw new FirstHandConfigurationError('the apiKey function failed', { cause });
  }
  return String(checkApiKey(given, settings));
}
