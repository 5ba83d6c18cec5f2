import { createHash, randomUUID } from 'node:crypto';
import {
  type OperationId,
  type OperationTypes,
  operations,
  type Submission,
  type Worker,
} from '@firsthandapi/spec/worker';
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

const CAPTURE = { method: 'in_app' } as const;

/** Somebody who does jobs, through the operations of workers. */
export class Person {
  readonly email: string;
  token: string | undefined;
  readonly #host: PersonHost;
  #files = 0;

  constructor(email: string, host: PersonHost) {
    this.email = email;
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

  /** Signs in with the code that is mailed. */
  async signIn(): Promise<Worker> {
    await this.call('requestSignInCode', { body: { email: this.email } });
    const code = await this.#host.codeOf(this.email);
    const body = { email: this.email, code, delivery: 'token' };
    const { token, worker } = await this.call('signIn', { body });
    this.token = token ?? undefined;
    return worker;
  }

  /** States the age, and agrees to the current documents. */
  async agree(): Promise<Worker> {
    const { data } = await this.call('listDocuments');
    let worker = await this.call('stateAge', { body: { is_adult: true } });
    for (const { document, version } of data) {
      worker = await this.call('giveConsent', { body: { document, version } });
    }
    return worker;
  }

  /** Uploads bytes for a job in two parts, and returns the upload's id. By default no other file has the same bytes. */
  async upload(jobId: string, content = this.newFile()): Promise<string> {
    const { id, upload_url } = await this.call('createUpload', {
      id: jobId,
      body: {
        content_type: 'image/jpeg',
        size_bytes: content.byteLength,
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    });
    const middle = content.byteLength >> 1;
    await this.#sendPart(upload_url, 0, content.subarray(0, middle));
    expect((await this.call('getUpload', { id })).received_bytes).toBe(middle);
    await this.#sendPart(upload_url, middle, content.subarray(middle));
    return id;
  }

  async submit(jobId: string, content?: Uint8Array<ArrayBuffer>): Promise<Submission> {
    const upload_id = await this.upload(jobId, content);
    return this.call('submitFile', { id: jobId, body: { upload_id, capture: CAPTURE } });
  }

  async retry({ id, job_id }: Submission, content?: Uint8Array<ArrayBuffer>): Promise<Submission> {
    const upload_id = await this.upload(job_id, content);
    return this.call('retrySubmission', { id, body: { upload_id, capture: CAPTURE } });
  }

  /** Returns bytes that nobody has uploaded yet. */
  newFile(): Uint8Array<ArrayBuffer> {
    this.#files += 1;
    return new TextEncoder().encode(`File ${this.#files} of ${this.email}`);
  }

  async #sendPart(url: string, offset: number, part: Uint8Array<ArrayBuffer>): Promise<void> {
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
