import type {
  Assignment,
  Earnings,
  JobSummary,
  Payout,
  Person,
  PersonFile,
  PositionRequest,
  Trust,
  Worker,
  WorkerJob,
  WorkerSubmission,
} from '../world/person.ts';
import { makeFile } from './make-file.ts';
import type { WorkerApi } from './worker-api.ts';

const BASE = '/worker/v1';

/** Someone who does jobs of a world. */
export class WorldPerson implements Person {
  readonly email: string;
  readonly #api: WorkerApi;

  constructor(email: string, api: WorkerApi) {
    this.email = email;
    this.#api = api;
  }

  get token(): string | null {
    return this.#api.token;
  }

  async requestCode(): Promise<void> {
    await this.#api.call('POST', `${BASE}/sign_in_codes`, { email: this.email });
  }

  async signIn(code: string): Promise<Worker> {
    const body = { email: this.email, code, delivery: 'token' };
    const signedIn = await this.#api.call<{ token: string; worker: Worker }>(
      'POST',
      `${BASE}/sessions`,
      body,
    );
    this.#api.token = signedIn.token;
    return signedIn.worker;
  }

  async agree(): Promise<Worker> {
    const documents = await this.#api.list<{ document: string; version: string }>(
      `${BASE}/documents`,
    );
    let worker = await this.#api.call<Worker>('POST', `${BASE}/me/age_statement`, {
      is_adult: true,
    });
    for (const { document, version } of documents) {
      worker = await this.#api.call('POST', `${BASE}/me/consents`, { document, version });
    }
    return worker;
  }

  me(): Promise<Worker> {
    return this.#api.call('GET', `${BASE}/me`);
  }

  jobs(environment: 'test' | 'live' = 'test'): Promise<JobSummary[]> {
    return this.#api.list(`${BASE}/jobs?environment=${environment}`);
  }

  job(jobId: string): Promise<WorkerJob> {
    return this.#api.call('GET', pathOf('jobs', jobId));
  }

  accept(
    jobId: string,
    options: { readonly slots?: number; readonly position?: PositionRequest } = {},
  ): Promise<Assignment> {
    return this.#api.call('POST', pathOf('jobs', jobId, 'accept'), options);
  }

  extend(jobId: string): Promise<Assignment> {
    return this.#api.call('POST', pathOf('jobs', jobId, 'extend'));
  }

  return(jobId: string): Promise<Assignment> {
    return this.#api.call('POST', pathOf('jobs', jobId, 'return'));
  }

  async submit(jobId: string, file: PersonFile = {}): Promise<WorkerSubmission> {
    const body = await this.#upload(jobId, file);
    return this.#api.call('POST', pathOf('jobs', jobId, 'submissions'), body);
  }

  async retry(submissionId: string, file: PersonFile = {}): Promise<WorkerSubmission> {
    const { job_id } = await this.result(submissionId);
    const body = await this.#upload(job_id, file);
    return this.#api.call('POST', pathOf('submissions', submissionId, 'retry'), body);
  }

  results(): Promise<WorkerSubmission[]> {
    return this.#api.list(`${BASE}/submissions?limit=100`);
  }

  result(submissionId: string): Promise<WorkerSubmission> {
    return this.#api.call('GET', pathOf('submissions', submissionId));
  }

  appeal(submissionId: string, text: string): Promise<WorkerSubmission> {
    return this.#api.call('POST', pathOf('submissions', submissionId, 'appeal'), { text });
  }

  trust(): Promise<Trust> {
    return this.#api.call('GET', `${BASE}/trust`);
  }

  earnings(): Promise<Earnings> {
    return this.#api.call('GET', `${BASE}/earnings`);
  }

  requestPayout(): Promise<Payout> {
    return this.#api.call('POST', `${BASE}/payouts`);
  }

  request<T = unknown>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T> {
    return this.#api.call(method, path, body);
  }

  /** Uploads a file for the job, and returns what submits it. */
  async #upload(jobId: string, file: PersonFile): Promise<object> {
    const { content, ...announced } = await makeFile(
      () => this.job(jobId),
      file,
      this.#api.host.unique(),
    );
    const path = pathOf('jobs', jobId, 'uploads');
    const upload = await this.#api.call<{ id: string; upload_url: string }>(
      'POST',
      path,
      announced,
    );
    await this.#api.sendContent(upload.upload_url, content);
    const { position } = file;
    const capture = { method: 'in_app', ...(position !== undefined && { position }) };
    return { upload_id: upload.id, capture };
  }
}

function pathOf(collection: string, id: string, action?: string): string {
  const path = `${BASE}/${collection}/${encodeURIComponent(id)}`;
  return action === undefined ? path : `${path}/${action}`;
}
