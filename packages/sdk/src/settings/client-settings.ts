import type { FetchLike } from '../http/fetch-like.ts';
import { type Sleep, sleep } from '../http/sleep.ts';
import { checkApiKey } from './api-key.ts';
import { checkBaseUrl } from './base-url.ts';
import type { ApiKeyOption, ClientOptions } from './client-options.ts';
import { readEnvironment } from './environment.ts';
import { DEFAULT_LIMITS, type Limits, resolveLimits } from './limits.ts';
import { createLog, type Log } from './logger.ts';
import { mergeHeaders } from './merge-headers.ts';
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
}

/**
 * Fills in defaults and checks every option.
 *
 * @throws FirstHandConfigurationError that names the option and what to set
 */
export function resolveSettings(options: ClientOptions): ClientSettings {
  const {
    apiKey = readEnvironment('FIRSTHAND_API_KEY'),
    logger = console,
    logLevel = 'warn',
  } = options;
  const log = createLog(logger, logLevel, () => settings.apiKey);
  const settings: ClientSettings = {
    ...options,
    apiKey,
    baseUrl: checkBaseUrl(options.baseUrl ?? 'https://api.firsthandapi.com'),
    limits: resolveLimits(options, DEFAULT_LIMITS),
    // Looked up on each call, because test tools may replace it at any time.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    log: /info|debug/.test(logLevel) ? log : undefined,
    warn: log,
    headers: mergeHeaders(
      { accept: 'application/json', ...userAgent(options.appInfo) },
      options.defaultHeaders,
    ),
    sleep: options.sleep ?? sleep,
    announced: new Set(),
  };
  if (apiKey !== null) checkApiKey(apiKey, settings);
  return settings;
}
