import type { FetchLike } from '../http/fetch-like.ts';
import type { HeaderOptions } from '../http/merge-headers.ts';
import type { Middleware } from '../http/middleware.ts';
import type { Sleep } from '../http/sleep.ts';
import type { Logger, LogLevel } from './logger.ts';
import type { StandardSchema } from './standard-schema.ts';

/** A key, or a function that returns one, called before every attempt, so that keys may rotate. */
export type ApiKeyOption = string | (() => string | Promise<string>);

/** The limits of a call; each may be set for the client and again for one call. */
export interface CallLimits {
  /**
   * Milliseconds for one attempt, its body included. `Infinity` for no limit.
   * @default 30_000
   */
  readonly timeout?: number | undefined;
  /**
   * Milliseconds for a call with all its attempts and the waits between them.
   * @default Infinity
   */
  readonly totalTimeout?: number | undefined;
  /**
   * Attempts after the first, for responses 408, 429 and 5xx and for broken connections.
   * @default 3
   */
  readonly maxRetries?: number | undefined;
  /**
   * Milliseconds: when `Retry-After` is longer, the call fails immediately with an error that says
   * so.
   * @default 60_000
   */
  readonly maxRetryAfter?: number | undefined;
}

/** The options of a {@link FirstHandClient}. Contract §9. */
export interface ClientOptions extends CallLimits {
  /**
   * `fh_live_…` or `fh_test_…`: the key selects the environment. `null` for no key, which is enough
   * for `signup`.
   * @default the environment variable `FIRSTHAND_API_KEY`
   */
  readonly apiKey?: ApiKeyOption | null | undefined;
  /** @default 'https://api.firsthandapi.com' */
  readonly baseUrl?: string | undefined;
  /** Sends the requests. @default globalThis.fetch, looked up on each request */
  readonly fetch?: FetchLike | undefined;
  /** Wraps every attempt, the first outermost. Does not wrap downloads. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Receives log lines. @default console */
  readonly logger?: Logger | undefined;
  /**
   * `info` for a line per response, `debug` for headers and bodies as well, secrets masked. By default
   * only a notice, once per operation, that the service is going to remove it.
   * @default 'warn'
   */
  readonly logLevel?: LogLevel | undefined;
  /** Sent with every request to the API. */
  readonly defaultHeaders?: HeaderOptions | undefined;
  /** Your application's name and version, added to the `User-Agent`. */
  readonly appInfo?: { readonly name: string; readonly version?: string | undefined } | undefined;
  /**
   * Allows a secret key in a web page, where every visitor can read it.
   * @default false
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Schemas (Zod, Valibot, ArkType or any other Standard Schema) that validate responses, by
   * operation; none by default.
   */
  readonly validateResponses?: { readonly [operationId: string]: StandardSchema } | undefined;
  /** How the client waits between attempts and between polls; a test may pass one that returns immediately. */
  readonly sleep?: Sleep | undefined;
}

/** The options of one call. */
export interface RequestOptions extends CallLimits {
  /**
   * Only for POST: 1 to 255 characters. A call repeated with the same key takes effect only once;
   * all attempts of a call carry the same one. Contract §2.
   * @default a random UUID for each call
   */
  readonly idempotencyKey?: string | undefined;
  /** Aborts the call, its waits and its body. */
  readonly signal?: AbortSignal | undefined;
  /** Headers of this call; they override those of the client. */
  readonly headers?: HeaderOptions | undefined;
}

/** The options of `getJob` and `listWebhookEvents`. */
export interface LongPollOptions extends RequestOptions {
  /**
   * Long poll: how many seconds, 0 to 60, the service waits for the job's status to change, or for
   * an event `after` a position. Added to the timeout. Contract §2.
   */
  readonly wait?: number | undefined;
}

/** The options of `rotateApiKey`. */
export interface RotateApiKeyOptions extends RequestOptions {
  /**
   * Switches this client to the new key; set it when the rotated key is the client's own.
   * @default false
   */
  readonly useNewKey?: boolean | undefined;
}
