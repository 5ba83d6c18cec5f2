import { createHash } from 'node:crypto';
import { Agent as HttpAgent, type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { UnavailableError } from '@firsthandapi/engine';
import { AwsV4Signer } from 'aws4fetch';
import type { AwsCredentials } from './aws-settings.ts';
import { endpointProblem, guardedLookup } from './endpoint-guard.ts';
import { readBody } from './read-body.ts';

export interface AwsClientOptions {
  readonly service: 's3' | 'kms';
  readonly region: string;
  /** Where the service is, such as `https://kms.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly credentials: AwsCredentials;
  /** Whether a response below 500 asks for the same call again, such as one that throttles. Default: status 429. */
  readonly isTransient?: (response: AwsResponse) => boolean;
  /** Called after each attempt with what it was for, and its status or `timeout` or `connection`. */
  readonly onAttempt?: ((operation: string, outcome: string) => void) | undefined;
  /** How long an attempt may take besides its transfer, in milliseconds. Default 10,000. */
  readonly attemptMs?: number | undefined;
  /** Waits between attempts. Default: a timer. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export interface AwsCall {
  /** What the call is for, as metrics name it. */
  readonly operation: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** The encoded path. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly Uint8Array[];
  /** A longer response is an error. Default 64 KiB. */
  readonly longestResponse?: number;
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const ATTEMPTS = 4;
/** A service that lacks an operation does not learn it while a call waits. */
const NOT_IMPLEMENTED = 501;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;
const ATTEMPT_MS = 10_000;
/** A connection slower than this, in bytes a millisecond, is as good as lost. */
const SLOWEST_TRANSFER = 200;
const MOST_CONNECTIONS = 128;
const IDLE_MS = 15_000;
const RESPONSE_BYTES = 64 * 1_024;

/**
 * Calls one service, signed with Signature Version 4. Every attempt has a deadline; one without an outcome, and one that
 * is answered with 5xx other than 501, is repeated three times, with exponential backoff and jitter. So a call must be safe to
 * repeat. Redirects are not followed, since they would take the signature elsewhere.
 */
export class AwsClient {
  readonly #options: AwsClientOptions;
  readonly #endpoint: URL;
  readonly #agent: HttpAgent;
  /** Signing keys by day, service and region. */
  #signingKeys = new Map<string, ArrayBuffer>();

  /** @throws Error when the endpoint is an address that must not be called */
  constructor(options: AwsClientOptions) {
    this.#options = options;
    this.#endpoint = new URL(options.endpoint);
    const { protocol, hostname } = this.#endpoint;
    const isSecure = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const problem = isIP(host) === 0 ? undefined : endpointProblem(host, isSecure);
    if (problem !== undefined) throw new Error(problem);
    const limits = { keepAlive: true, maxSockets: MOST_CONNECTIONS, timeout: IDLE_MS };
    this.#agent = isSecure ? new HttpsAgent(limits) : new HttpAgent(limits);
  }

  /**
   * Returns the response of the last attempt.
   *
   * @throws UnavailableError when no attempt got a response, or when `signal` ended the call
   */
  async call(call: AwsCall): Promise<AwsResponse> {
    const { onAttempt, pause = wait } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === ATTEMPTS;
      const timeout = AbortSignal.timeout(this.#deadlineOf(call));
      try {
        const response = await this.#attempt(call, timeout);
        onAttempt?.(call.operation, outcomeOf(response));
        if (isLast || !this.#isTransient(response)) return response;
      } catch (error) {
        onAttempt?.(call.operation, timeout.aborted ? 'timeout' : 'connection');
        if (isLast || call.signal?.aborted) throw this.#unavailable(error, timeout, call);
      }
      await pause(Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt));
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #attempt(call: AwsCall, timeout: AbortSignal): Promise<AwsResponse> {
    const { method, path, query = {}, headers, body = [], signal } = call;
    const url = new URL(this.#endpoint);
    url.pathname = path;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await this.#sign(url, method, headers, body);
    const ends = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
    const isSecure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)(
        url,
        {
          method,
          headers: { ...signed, 'content-length': String(lengthOf(body)) },
          agent: this.#agent,
          lookup: guardedLookup(isSecure),
          signal: ends,
        },
        (response) => {
          const { statusCode: status = 0, headers } = response;
          const longest = status < 300 ? (call.longestResponse ?? RESPONSE_BYTES) : RESPONSE_BYTES;
          readBody(response, longest).then((body) => resolve({ status, headers, body }), reject);
        },
      );
      request.on('error', reject);
      for (const piece of body) request.write(piece);
      request.end();
    });
  }

  async #sign(
    url: URL,
    method: string,
    headers: Readonly<Record<string, string>> = {},
    body: readonly Uint8Array[],
  ): Promise<Record<string, string>> {
    const { service, region, credentials } = this.#options;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const hash = createHash('sha256');
    for (const piece of body) hash.update(piece);
    // One is added a day.
    if (this.#signingKeys.size > 2) this.#signingKeys = new Map();
    const signer = new AwsV4Signer({
      service,
      region,
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': hash.digest('hex') },
      cache: this.#signingKeys,
    });
    return Object.fromEntries((await signer.sign()).headers);
  }

  #isTransient(response: AwsResponse): boolean {
    const { isTransient = () => false } = this.#options;
    const { status } = response;
    const isFailure = status >= 500 && status !== NOT_IMPLEMENTED;
    return isFailure || status === 429 || isTransient(response);
  }

  #deadlineOf({ body = [], longestResponse = RESPONSE_BYTES }: AwsCall): number {
    const { attemptMs = ATTEMPT_MS } = this.#options;
    return attemptMs + Math.ceil((lengthOf(body) + longestResponse) / SLOWEST_TRANSFER);
  }

  #unavailable(error: unknown, timeout: AbortSignal, { signal }: AwsCall): UnavailableError {
    const { host } = this.#endpoint;
    const reason = signal?.aborted
      ? 'was not awaited any longer'
      : timeout.aborted
        ? 'did not respond in time'
        : `cannot be reached: ${reasonOf(error)}`;
    const setting = `${this.#options.service.toUpperCase()}_ENDPOINT`;
    return new UnavailableError(`${host} (${setting}) ${reason}`, { cause: error });
  }
}

function outcomeOf({ status }: AwsResponse): string {
  return `${Math.floor(status / 100)}xx`;
}

/** Connecting to several addresses fails with a message for each, and none of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((total, { byteLength }) => total + byteLength, 0);
}
