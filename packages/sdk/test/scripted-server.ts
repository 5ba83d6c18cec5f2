import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ClientOptions, type CreateJobRequest, FirstHandClient } from '../src/index.ts';

/** A request as the server received it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Status, headers and body of a response. */
export interface PlainResponse {
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  /** Text or bytes are sent unchanged; anything else as JSON. */
  readonly body?: unknown;
}

/** The response to one request; a function may do anything. */
export type ScriptedResponse =
  | PlainResponse
  | ((request: ReceivedRequest, response: ServerResponse) => void);

/** A real HTTP server on loopback with scripted responses. */
export interface ScriptedServer {
  readonly url: string;
  readonly received: ReceivedRequest[];
  /** Resolves when so many requests have arrived. */
  arrivalOf(count: number): Promise<void>;
}

/** Starts a server that sends the responses in order and repeats the last; stops with the test. */
export async function startServer(...responses: ScriptedResponse[]): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  const arrivals = new EventEmitter();
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const { method = '', url = '', headers } = message;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    const next = responses[Math.min(received.length, responses.length - 1)] ?? {};
    received.push(request);
    arrivals.emit(String(received.length));
    if (typeof next === 'function') next(request, response);
    else reply(response, next);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const arrivalOf = async (count: number): Promise<void> => {
    if (received.length < count) await once(arrivals, String(count));
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received, arrivalOf };
}

/** Writes a response as the API would. */
export function reply(
  response: ServerResponse,
  { status = 200, headers = {}, body = {} }: PlainResponse,
): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-request-id': 'req_01HV8Z3K2M4N5P6Q7R8S9T0VWX',
    ...headers,
  });
  response.end(status === 204 ? undefined : isRaw ? body : JSON.stringify(body));
}

/** Breaks the connection without a response. */
export const breakConnection: ScriptedResponse = (_request, response) => {
  response.socket?.destroy();
};

/** An error envelope. Contract §2. */
export function errorBody(type: string, message = 'Something failed'): object {
  return { error: { type, message, request_id: 'req_01HV8Z3K2M4N5P6Q7R8S9T0VWX' } };
}

export const TEST_KEY = 'fh_test_sk_4fT9kQ2mZx7LpW1vB8nR3cY6';

/** A client of the server that does not wait, and records how long it would have waited. */
export function clientOf(
  server: Pick<ScriptedServer, 'url'>,
  options: ClientOptions = {},
): { client: FirstHandClient; waits: number[] } {
  const waits: number[] = [];
  const client = new FirstHandClient({
    apiKey: TEST_KEY,
    baseUrl: server.url,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...options,
  });
  return { client, waits };
}

export const JOB_BODY: CreateJobRequest = {
  type: 'data_collection',
  description: 'A storefront by day, its sign readable.',
  files_needed: 3,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};
