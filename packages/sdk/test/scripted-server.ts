import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ClientOptions, type CreateJobRequest, FirstHandClient } from '../src/index.ts';

/** A request as the server got it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Status, headers and body of an answer. */
export interface PlainAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  /** Text or bytes as they are; anything else as JSON. */
  readonly body?: unknown;
}

/** What the server answers a request with; a function does as it likes. */
export type ScriptedAnswer =
  | PlainAnswer
  | ((request: ReceivedRequest, response: ServerResponse) => void);

/** A real HTTP server on loopback that answers by script. */
export interface ScriptedServer {
  readonly url: string;
  readonly received: ReceivedRequest[];
}

/** Starts a server that gives the answers in order, the last one for ever; ends with the test. */
export async function startServer(...answers: ScriptedAnswer[]): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const { method = '', url = '', headers } = message;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    const answer = answers[Math.min(received.length, answers.length - 1)] ?? {};
    received.push(request);
    if (typeof answer === 'function') answer(request, response);
    else reply(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Writes an answer as the API would. */
export function reply(
  response: ServerResponse,
  { status = 200, headers = {}, body = {} }: PlainAnswer,
): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-request-id': 'req_01HV8Z3K2M4N5P6Q7R8S9T0VWX',
    ...headers,
  });
  response.end(status === 204 ? undefined : isRaw ? body : JSON.stringify(body));
}

/** Breaks the connection without an answer. */
export const breakConnection: ScriptedAnswer = (_request, response) => {
  response.socket?.destroy();
};

/** An error envelope. Contract §2. */
export function errorBody(type: string, message = 'it went wrong'): object {
  return { error: { type, message, request_id: 'req_01HV8Z3K2M4N5P6Q7R8S9T0VWX' } };
}

export const TEST_KEY = 'fh_test_sk_4fT9kQ2mZx7LpW1vB8nR3cY6';

/** A client of the server that does not really wait, and notes for how long it would have. */
export function clientOf(
  server: ScriptedServer,
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
