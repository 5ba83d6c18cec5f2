import { createHash } from 'node:crypto';
import type { Submission, Worker } from '@firsthandapi/spec/worker';
import { expect } from 'vitest';
import { type PersonHost, WorkerClient } from './worker-client.ts';

const CAPTURE = { method: 'in_app' } as const;

/** Somebody who does jobs, through the operations of workers. */
export class Person extends WorkerClient {
  readonly email: string;
  readonly #codeOf: PersonHost['codeOf'];
  #files = 0;

  constructor(email: string, host: PersonHost) {
    super(host);
    this.email = email;
    this.#codeOf = host.codeOf;
  }

  /** Signs in with the code that is mailed. */
  async signIn(): Promise<Worker> {
    await this.call('requestSignInCode', { body: { email: this.email } });
    const code = await this.#codeOf(this.email);
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
    await this.sendPart(upload_url, 0, content.subarray(0, middle));
    expect((await this.call('getUpload', { id })).received_bytes).toBe(middle);
    await this.sendPart(upload_url, middle, content.subarray(middle));
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
}
