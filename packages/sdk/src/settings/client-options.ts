import type { FetchLike } from '../http/fetch-like.ts';
import type { Middleware } from '../http/middleware.ts';
import type { Sleep } from '../http/sleep.ts';
import type { Logger, LogLevel } from './logger.ts';
import type { StandardSchema } from './standard-schema.ts';

/** A key, or a function that gives one; it is asked before every attempt, so keys may rotate. */
export type ApiKeyOption = string | (() => string | Promise<string>);

/** Headers by name; `null` takes away one that would be sent otherwise. */
export type HeaderOptions = { readonly [name: string]: string | null | undefined };

/** What bounds a call; each may be set for the client and again for one call. */
export interface CallLimits {
  /**
   * Milliseconds that one attempt may take, its body included. `Infinity` for no limit.
   * @default 30_000
   */
  readonly timeout?: number | undefined;
  /**
   * Milliseconds that a call may take with all its attempts and the waits between them.
   * @default Infinity
   */
  readonly totalTimeout?: number | undefined;
  /**
   * Attempts after the first, for answers 408, 429 and 5xx and for broken connections.
   * @default 3
   */
  readonly maxRetries?: number | undefined;
  /**
   * Milliseconds: when the service asks to wait longer (`Retry-After`), the call fails at once and
   * says so.
   * @default 60_000
   */
  readonly maxRetryAfter?: number | undefined;
}

/** How a {@link FirstHandClient} is set up. Contract §9. */
export interface ClientOptions extends CallLimits {
  /**
   * `fh_live_…` or `fh_test_…`: the key alone chooses the environment. Left out or `undefined`, the
   * environment variable `FIRSTHAND_API_KEY` is read. `null` for no key at all, which is enough for
   * `signup`.
   */
  readonly apiKey?: ApiKeyOption | null | undefined;
  /** @default 'https://api.firsthandapi.com' */
  readonly baseUrl?: string | undefined;
  /** What sends requests. @default globalThis.fetch, looked up at each request */
  readonly fetch?: FetchLike | undefined;
  /** Runs round every attempt, the first outermost. Not round downloads. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Where log lines go. @default console */
  readonly logger?: Logger | undefined;
  /**
   * `info` for a line per answer, `debug` for headers and bodies too, secrets masked. By default
   * nothing but a notice, once per operation, that the service will take it away.
   * @default 'warn'
   */
  readonly logLevel?: LogLevel | undefined;
  /** Sent with every request to the API. */
  readonly defaultHeaders?: HeaderOptions | undefined;
  /** Your application, added to the `User-Agent`. */
  readonly appInfo?: { readonly name: string; readonly version?: string | undefined } | undefined;
  /**
   * Allows a secret key in a web page, where every visitor can read it.
   * @default false
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Schemas (Zod, Valibot, ArkType, anything of Standard Schema) that answers must satisfy, by
   * operation; none by default.
   */
  readonly validateResponses?: { readonly [operationId: string]: StandardSchema } | undefined;
  /** How the client waits between attempts and between polls; a test may pass one that does not. */
  readonly sleep?: Sleep | undefined;
}

/** What may be set for one call. */
export interface RequestOptions extends CallLimits {
  /**
   * Only for POST: 1 to 255 characters that make a repetition of this call harmless. A random one
   * is made for each call when left out, and sent with all its attempts. Contract §2.
   */
  readonly idempotencyKey?: string | undefined;
  /** Aborts the call, its waits and its body. */
  readonly signal?: AbortSignal | undefined;
  /** Headers of this call, over those of the client. */
  readonly headers?: HeaderOptions | undefined;
}

/** What may be set for one `getJob`. */
export interface GetJobOptions extends RequestOptions {
  /**
   * Long poll: 0 to 60 whole seconds to wait for the job's status to change. Added to the timeout.
   * Contract §2.
   */
  readonly wait?: number | undefined;
}

/** What may be set for one `rotateApiKey`. */
export interface RotateApiKeyOptions extends RequestOptions {
  /**
   * Makes this client go on with the new key: set it when the rotated key is the client's own.
   * @default false
   */
  readonly useNewKey?: boolean | undefined;
}
