import { checkNumber } from './check-number.ts';
import type { ApiKeyOption, CallLimits, ClientOptions, HeaderOptions } from './client-options.ts';
import { FirstHandConfigurationError } from './errors/client-errors.ts';
import { createLog, type Log } from './logging/logger.ts';
import type { FetchLike } from './transport/fetch-like.ts';
import { type Sleep, sleep } from './transport/sleep.ts';
import { userAgent } from './user-agent.ts';

/** A client's options with the defaults filled in and everything checked. */
export interface ClientSettings
  extends Pick<ClientOptions, 'middleware' | 'validateResponses' | 'dangerouslyAllowBrowser'> {
  apiKey: ApiKeyOption | null;
  readonly baseUrl: string;
  readonly limits: Limits;
  readonly fetch: FetchLike;
  /** Takes the lines of requests and answers; absent unless the level wants them. */
  readonly log: Log | undefined;
  readonly warn: Log;
  readonly headers: Readonly<Record<string, string>>;
  readonly sleep: Sleep;
  /** Operations whose end has been announced already. */
  readonly announced: Set<string>;
}

/** {@link CallLimits}, all of them set. */
export type Limits = { -readonly [Name in keyof CallLimits]-?: number };

const DEFAULT_LIMITS: Limits = {
  timeout: 30_000,
  totalTimeout: Infinity,
  maxRetries: 3,
  maxRetryAfter: 60_000,
};

/**
 * Fills in defaults and checks every option.
 *
 * @throws FirstHandConfigurationError that names the option and what to set
 */
export function resolveSettings(options: ClientOptions): ClientSettings {
  const { apiKey = readEnvironmentKey(), logger = console, logLevel = 'warn' } = options;
  const log = createLog(logger, logLevel, () => settings.apiKey);
  const settings: ClientSettings = {
    ...options,
    apiKey,
    baseUrl: checkBaseUrl(options.baseUrl ?? 'https://api.firsthandapi.com'),
    limits: resolveLimits(options, DEFAULT_LIMITS),
    // Looked up each time, because tools for tests replace it at any time.
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

/**
 * Lays the limits of one call over others.
 *
 * @throws FirstHandConfigurationError for one that is not a number in its range
 */
export function resolveLimits(given: CallLimits, fallback: Limits): Limits {
  const limits = { ...fallback };
  for (const name of Object.keys(fallback) as (keyof Limits)[]) {
    limits[name] = checkNumber(name, given[name] ?? fallback[name], /out$/.test(name) ? 1 : 0);
  }
  return limits;
}

/**
 * Lays headers over others, by lower-case name; `null` takes one away. What `fetch` would refuse is
 * told apart here from a network that fails.
 *
 * @throws FirstHandConfigurationError for what HTTP does not allow
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
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
        throw new FirstHandConfigurationError(
          `header ${JSON.stringify(name)} is not allowed in HTTP`,
        );
      }
      headers[key] = value;
    }
  }
  return headers;
}

/**
 * Refuses what cannot be a key, and a secret key in a web page. A function is asked later.
 *
 * @throws FirstHandConfigurationError that never shows the key
 */
export function checkApiKey<Key>(
  apiKey: Key,
  { dangerouslyAllowBrowser }: Pick<ClientSettings, 'dangerouslyAllowBrowser'>,
): Key {
  if (typeof apiKey === 'function') return apiKey;
  if (!apiKey) {
    throw new FirstHandConfigurationError(
      'no API key: set the environment variable FIRSTHAND_API_KEY, or pass apiKey',
    );
  }
  const text = String(apiKey);
  if (!/^[\w.~+/=-]+$/.test(text)) {
    throw new FirstHandConfigurationError(
      'apiKey has a character that no key has, such as a space',
    );
  }
  if (!dangerouslyAllowBrowser && 'document' in globalThis && /^fh_(live|test)_/.test(text)) {
    throw new FirstHandConfigurationError(
      'a web page shows its API key to every visitor: use a server, or set dangerouslyAllowBrowser',
    );
  }
  return apiKey;
}

function readEnvironmentKey(): string {
  try {
    // Only what looks like Node has it, and Deno may refuse to show it.
    return globalThis.process?.env?.FIRSTHAND_API_KEY ?? '';
  } catch {
    return '';
  }
}

function checkBaseUrl(baseUrl: string): string {
  if (!/^https?:\/\/[^\s?#@]+$/i.test(baseUrl)) {
    throw new FirstHandConfigurationError(
      'baseUrl must be an http(s) URL without credentials, query or fragment',
    );
  }
  return baseUrl.replace(/\/+$/, '');
}
