import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import type { FetchLike } from '../http/fetch-like.ts';
import { mergeHeaders } from '../http/merge-headers.ts';
import { type Sleep, sleep } from '../http/sleep.ts';
import { checkApiKey } from './api-key.ts';
import { checkBaseUrl } from './base-url.ts';
import { checkNames } from './check-names.ts';
import type { ApiKeyOption, ClientOptions } from './client-options.ts';
import { defaultFetch, noStore } from './default-fetch.ts';
import { readEnvironment } from './environment.ts';
import { DEFAULT_LIMITS, type Limits, resolveLimits } from './limits.ts';
import { createLog, type Log } from './logger.ts';
import { userAgent } from './user-agent.ts';

/** A client's options, checked and with defaults filled in. */
export interface ClientSettings
  extends Pick<ClientOptions, 'middleware' | 'validateResponses' | 'dangerouslyAllowBrowser'> {
  apiKey: ApiKeyOption | null;
  readonly baseUrl: string;
  readonly limits: Limits;
  readonly fetch: FetchLike;
  /** Logs requests and responses; `undefined` unless `logLevel` includes them. */
  readonly log: Log | undefined;
  readonly warn: Log;
  readonly headers: Readonly<Record<string, string>>;
  readonly sleep: Sleep;
  /** Operations whose deprecation has already been logged. */
  readonly announced: Set<string>;
  /** The `cache` option for a `fetch` of the caller. */
  readonly cache: 'no-store' | undefined;
}

const DEFAULT_BASE_URL = 'https://api.firsthandapi.com';
const OPTIONS =
  'apiKey baseUrl timeout totalTimeout maxRetries maxRetryAfter fetch middleware logger logLevel defaultHeaders appInfo dangerouslyAllowBrowser validateResponses sleep';

/**
 * Fills in defaults and checks every option.
 *
 * @throws FirstHandConfigurationError that names the option and what to set
 */
export function resolveSettings(options: ClientOptions): ClientSettings {
  if (Object(options) !== options) {
    throw new FirstHandConfigurationError('Invalid options: pass { apiKey }');
  }
  checkNames(options, OPTIONS);
  const {
    apiKey = readEnvironment('FIRSTHAND_API_KEY'),
    logger = console,
    logLevel = 'warn',
  } = options;
  const log = createLog(logger, logLevel, () => settings.apiKey);
  const settings: ClientSettings = {
    ...options,
    apiKey,
    baseUrl: checkBaseUrl(
      options.baseUrl ?? (readEnvironment('FIRSTHAND_BASE_URL') || DEFAULT_BASE_URL),
    ),
    limits: resolveLimits(options, DEFAULT_LIMITS),
    fetch: options.fetch ?? defaultFetch,
    log: /info|debug/.test(logLevel) ? log : undefined,
    warn: log,
    headers: mergeHeaders(
      { accept: 'application/json', ...userAgent(options.appInfo) },
      options.defaultHeaders,
    ),
    sleep: options.sleep ?? sleep,
    announced: new Set(),
    cache: options.fetch && noStore(),
  };
  if (apiKey !== null) checkApiKey(apiKey, settings);
  return settings;
}
