import { Agent as HttpAgent, type RequestOptions, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { type AwsCall, type AwsResponse, lengthOf } from './aws-call.ts';
import { endpointProblem, guardedLookup } from './endpoint-guard.ts';
import { readBody } from './read-body.ts';
import { RequestSigner, type SignedService } from './request-signer.ts';

/** A service, who calls it, and its address. */
export interface AwsEndpoint extends SignedService {
  /** Where the service is, such as `https://kms.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
}

/** The longest response, unless a call says otherwise. */
export const RESPONSE_BYTES = 64 * 1_024;
const MOST_CONNECTIONS = 128;
const IDLE_MS = 15_000;

/** The connections to one service, and its signed requests. */
export class AwsConnection {
  readonly #endpoint: URL;
  readonly #signer: RequestSigner;
  readonly #agent: HttpAgent;

  /** @throws Error when the endpoint is an address that must not be called */
  constructor(service: AwsEndpoint) {
    this.#signer = new RequestSigner(service);
    this.#endpoint = new URL(service.endpoint);
    const { protocol, hostname } = this.#endpoint;
    const isSecure = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const problem = isIP(host) === 0 ? undefined : endpointProblem(host, isSecure);
    if (problem !== undefined) throw new Error(problem);
    const limits = { keepAlive: true, maxSockets: MOST_CONNECTIONS, timeout: IDLE_MS };
    this.#agent = isSecure ? new HttpsAgent(limits) : new HttpAgent(limits);
  }

  /** Makes one attempt, until `timeout` or the signal of the call ends it. */
  async attempt(call: AwsCall, timeout: AbortSignal): Promise<AwsResponse> {
    const { method, path, query = {}, headers, body = [], signal } = call;
    const url = new URL(this.#endpoint);
    url.pathname = path;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await this.#signer.sign(url, method, headers, body);
    return this.#send(url, call, {
      method,
      headers: { ...signed, 'content-length': String(lengthOf(body)) },
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
  }

  #send(
    url: URL,
    { body = [], longestResponse = RESPONSE_BYTES }: AwsCall,
    options: RequestOptions,
  ): Promise<AwsResponse> {
    const isSecure = url.protocol === 'https:';
    const send = isSecure ? requestHttps : requestHttp;
    const connection = { agent: this.#agent, lookup: guardedLookup(isSecure) };
    return new Promise((resolve, reject) => {
      const request = send(url, { ...options, ...connection }, (response) => {
        const { statusCode: status = 0, headers } = response;
        const longest = status < 300 ? longestResponse : RESPONSE_BYTES;
        readBody(response, longest).then((body) => resolve({ status, headers, body }), reject);
      });
      request.on('error', reject);
      for (const piece of body) request.write(piece);
      request.end();
    });
  }

  /** Closes idle connections. */
  close(): void {
    this.#agent.destroy();
  }
}
