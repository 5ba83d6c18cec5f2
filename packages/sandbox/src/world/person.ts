import type {
  Assignment,
  Earnings,
  JobSummary,
  Payout,
  PositionRequest,
  Trust,
  Worker,
  WorkerJob,
  WorkerSubmission,
} from '@firsthandapi/engine/people';

export type {
  Assignment,
  Earnings,
  JobSummary,
  Payout,
  PositionRequest,
  Trust,
  Worker,
  WorkerJob,
  WorkerSubmission,
};

/** A mail that the service has written. In a world, mails go nowhere else. */
export interface SentMail {
  readonly to: string;
  /** What it is about, such as `sign_in_code` or `appeal_answered`. */
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  /** The six digits of a `sign_in_code`; null in every other mail. */
  readonly code: string | null;
}

/** A person who joins a world. */
export interface PersonOptions {
  /** Who has an account already signs in to it. Default: a new address at `example.com`. */
  readonly email?: string | undefined;
  /** Sign in, state the age and agree to the documents. Default true; with false the test does it step by step. */
  readonly signUp?: boolean | undefined;
}

/** A file that a person makes. */
export interface PersonFile {
  /** Default: the first format that the job accepts. */
  readonly contentType?: string | undefined;
  /** Default: a real picture, sound or video that is large enough, with other bytes each time. */
  readonly content?: Uint8Array | undefined;
  /** Where it is made, for a job that has a location. */
  readonly position?: PositionRequest | undefined;
}

/** The refusal of a request of a person, as what their calls reject with. */
export interface PersonError extends Error {
  readonly name: 'PersonError';
  readonly status: number;
  /** The API's error type, such as `conflict`. */
  readonly type: string;
  readonly details: readonly { readonly field: string; readonly message: string }[];
}

/**
 * Someone who does jobs, through the operations of workers and by all of their rules. Every call rejects with a `PersonError`
 * when the service refuses it.
 *
 * @example
 * ```ts
 * const ana = await world.worker.person();
 * await ana.accept(job.id);
 * const submission = await ana.submit(job.id);
 * await world.clock.advance('1s');
 * expect(await ana.result(submission.id)).toMatchObject({ status: 'approved' });
 * ```
 */
export interface Person {
  readonly email: string;
  /** The session as a bearer token; null until they have signed in. */
  readonly token: string | null;
  /**
   * Has a code sent to the address; `world.outbox()` has it.
   *
   * @example
   * ```ts
   * const ana = await world.worker.person({ email: 'ana@example.com', signUp: false });
   * await ana.requestCode();
   * const code = (await world.outbox()).at(-1)?.code;
   * ```
   */
  requestCode(): Promise<void>;
  /**
   * Signs in with a code, which opens an account for a new address.
   *
   * @example
   * ```ts
   * await ana.signIn('123 456');
   * ```
   */
  signIn(code: string): Promise<Worker>;
  /**
   * States that they are 18 or older, and agrees to the current documents.
   *
   * @example
   * ```ts
   * expect((await ana.agree()).missing).toEqual([]);
   * ```
   */
  agree(): Promise<Worker>;
  /**
   * Their account.
   *
   * @example
   * ```ts
   * const { id } = await ana.me();
   * ```
   */
  me(): Promise<Worker>;
  /**
   * The jobs they are offered, those first that they can accept.
   *
   * @example
   * ```ts
   * const [first] = await ana.jobs('live');
   * ```
   */
  jobs(environment?: 'test' | 'live'): Promise<JobSummary[]>;
  /**
   * A job with everything that they need to do it.
   *
   * @example
   * ```ts
   * const { worker_guidelines } = await ana.job(job.id);
   * ```
   */
  job(jobId: string): Promise<WorkerJob>;
  /**
   * Accepts slots of a job, one by default.
   *
   * @example
   * ```ts
   * const { expires_at } = await ana.accept(job.id, { slots: 2 });
   * ```
   */
  accept(
    jobId: string,
    options?: { readonly slots?: number; readonly position?: PositionRequest },
  ): Promise<Assignment>;
  /**
   * Extends the lease, which is possible once.
   *
   * @example
   * ```ts
   * await ana.extend(job.id);
   * ```
   */
  extend(jobId: string): Promise<Assignment>;
  /**
   * Gives back the slots that have no file.
   *
   * @example
   * ```ts
   * await ana.return(job.id);
   * ```
   */
  return(jobId: string): Promise<Assignment>;
  /**
   * Uploads a file and submits it. It is scored when the clock moves.
   *
   * @example
   * ```ts
   * await ana.submit(job.id, { contentType: 'image/png', content: bytes });
   * ```
   */
  submit(jobId: string, file?: PersonFile): Promise<WorkerSubmission>;
  /**
   * Uploads another file and submits it as the one retry of a submission.
   *
   * @example
   * ```ts
   * await ana.retry(submission.id);
   * ```
   */
  retry(submissionId: string, file?: PersonFile): Promise<WorkerSubmission>;
  /**
   * What they have submitted, newest first, with results.
   *
   * @example
   * ```ts
   * const stars = (await ana.results()).map((result) => result.ai_star_rating);
   * ```
   */
  results(): Promise<WorkerSubmission[]>;
  /**
   * One of their submissions.
   *
   * @example
   * ```ts
   * const { rejection_code } = await ana.result(submission.id);
   * ```
   */
  result(submissionId: string): Promise<WorkerSubmission>;
  /**
   * Appeals a rejection.
   *
   * @example
   * ```ts
   * await ana.appeal(submission.id, 'The door is green, as you asked.');
   * ```
   */
  appeal(submissionId: string, text: string): Promise<WorkerSubmission>;
  /**
   * Their trust, by category.
   *
   * @example
   * ```ts
   * const trust = await ana.trust();
   * ```
   */
  trust(): Promise<Trust>;
  /**
   * What they have earned with live jobs.
   *
   * @example
   * ```ts
   * const { available_cents } = await ana.earnings();
   * ```
   */
  earnings(): Promise<Earnings>;
  /**
   * Requests a payout of everything that is available.
   *
   * @example
   * ```ts
   * await ana.requestPayout();
   * ```
   */
  requestPayout(): Promise<Payout>;
  /**
   * Calls any operation of workers with their session, and resolves to its body; undefined for none.
   *
   * @example
   * ```ts
   * await ana.request('PATCH', '/worker/v1/me', { region: 'PT' });
   * ```
   */
  request<T = unknown>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T>;
}
