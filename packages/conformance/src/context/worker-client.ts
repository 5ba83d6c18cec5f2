import { randomUUID } from 'node:crypto';
import { type OperationId, type OperationTypes, operations } from '@firsthandapi/spec/worker';
import { expect } from 'vitest';

/** How a person reaches a world. */
export interface PersonHost {
  readonly baseUrl: string;
  /** Selects the world, where several share a host, for requests without a session. */
  readonly worldKey: string;
  readonly fetch: typeof globalThis.fetch;
  codeOf(email: string): Promise<string>;
}

/** What an operation is called with. */
export interface WorkerCall {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** A response to a person, whatever its status. */
export interface WorkerResponse<Body = unknown> {
  readonly status: number;
  readonly body: Body;
}

/** The error of a refused call, as far as scenarios look at it. */
export interface WorkerRefusal {
  readonly error: {
    readonly type: string;
    readonly details?: readonly { readonly field: string; readonly message: string }[];
  };
}

/** Calls the operations of workers, with a session once there is one. */
export class WorkerClient {
  token: string | undefined;
  readonly #host: PersonHost;

  constructor(host: PersonHost) {
    this.#host = host;
  }

  /** Calls an operation and expects its success. */
  async call<Id extends OperationId>(
    id: Id,
    call: WorkerCall = {},
  ): Promise<OperationTypes[Id]['result']> {
    const { status, body } = await this.send(id, call);
    expect([id, status, body]).toEqual([id, expect.toSatisfy((code) => code < 300), body]);
    return body as OperationTypes[Id]['result'];
  }

  /** Calls an operation that is refused, and returns its status and error. */
  async refused(id: OperationId, call: WorkerCall = {}): Promise<WorkerResponse<WorkerRefusal>> {
    const response = await this.send(id, call);
    expect([id, response.status]).toEqual([id, expect.toSatisfy((code) => code >= 400)]);
    return response as WorkerResponse<WorkerRefusal>;
  }

  async send(
    id: OperationId,
    { id: target = '', query, body }: WorkerCall,
  ): Promise<WorkerResponse> {
    const { method, path, idempotent } = operations[id];
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const url = this.#host.baseUrl + path.replace('{id}', encodeURIComponent(target)) + search;
    const response = await this.#host.fetch(url, {
      method,
      headers: this.#headers({
        ...(idempotent && { 'Idempotency-Key': randomUUID() }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Sends a part of an upload's content. */
  protected async sendPart(
    url: string,
    offset: number,
    part: Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    const headers = this.#headers({
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    });
    const response = await this.#host.fetch(url, { method: 'PATCH', headers, body: part });
    expect([response.status, await response.text()]).toEqual([204, '']);
  }

  #headers(others: Readonly<Record<string, string>>): Record<string, string> {
    return { Authorization: `Bearer ${this.token ?? this.#host.worldKey}`, ...others };
  }
}
