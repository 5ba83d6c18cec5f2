import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** A response with its JSON body. */
export interface CallerAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: callers know the shape of what they asked for.
  readonly body: any;
}

export interface CallerRequest {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a server over connections that stay open, at a fraction of the processor time that `fetch` takes from the server. */
export class KeepAliveCaller {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #url: URL;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  call(method: string, path: string, sent: CallerRequest = {}): Promise<CallerAnswer> {
    const body = sent.body === undefined ? '' : JSON.stringify(sent.body);
    const headers = {
      'Idempotency-Key': randomUUID(),
      ...(body !== '' && { 'Content-Type': 'application/json' }),
      ...(method !== 'GET' && { 'Content-Length': String(Buffer.byteLength(body)) }),
      ...(sent.key !== undefined && { Authorization: `Bearer ${sent.key}` }),
      ...sent.headers,
    };
    const { hostname, port } = this.#url;
    return new Promise((resolve, reject) => {
      const call = request(
        { agent: this.#agent, hostname, port, method, path, headers },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('error', reject);
          response.on('end', () => {
            const isJson = response.headers['content-type']?.startsWith('application/json');
            const status = response.statusCode ?? 0;
            resolve({ status, body: isJson === true ? JSON.parse(text) : undefined });
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
