import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request, byte for byte. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** Names as they were sent, in lower case here, with their values. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server responds with. */
export interface Response {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A server on loopback that records requests; stops with the test. */
export interface RecordingServer {
  readonly url: string;
  readonly requests: RecordedRequest[];
}

/** An empty page, which every operation of a client accepts. */
const EMPTY: Response = { body: { object: 'list', data: [], has_more: false, next_cursor: null } };

/** Starts a server whose responses a function chooses. */
export async function startRecordingServer(
  respond: (request: RecordedRequest) => Response = () => EMPTY,
): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const { method = '', url = '' } = message;
    const headers = message.headers as Record<string, string>;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    requests.push(request);
    const { status = 200, headers: extra = {}, body } = respond(request);
    response.writeHead(status, { 'content-type': 'application/json', ...extra });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
