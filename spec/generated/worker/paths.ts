// Generated from worker.yaml by generate.ts; do not edit.

import type {
  AcceptJobRequest,
  AddPasskeyRequest,
  AgeStatementRequest,
  AppealRequest,
  Assignment,
  AssignmentList,
  ConsentRequest,
  CreateUploadRequest,
  DataExport,
  DocumentList,
  EarningEntryList,
  Earnings,
  Erasure,
  ErasureRequest,
  Error,
  Job,
  JobSummaryList,
  Passkey,
  PasskeyChallenge,
  PasskeyList,
  PasskeySignInRequest,
  Payout,
  PayoutList,
  RequestId,
  SessionList,
  SignIn,
  SignInCode,
  SignInCodeRequest,
  SignInRequest,
  Submission,
  SubmissionList,
  SubmitFileRequest,
  Trust,
  UpdateWorkerRequest,
  Upload,
  Worker,
} from './types.ts';

export interface paths {
  "/worker/v1/sign_in_codes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request a code
     * Mails a code of six digits, which is valid for 10 minutes, once, and for 5 tries. The response is the same
     *     for a known and an unknown address; an unknown one gets an account when it signs in.
     *
     *     An address gets at most one code a minute and ten a day (429), and a client address 20 an hour. An operator
     *     may require a proof of work in the header `Signup-Proof`.
     */
    post: operations["requestSignInCode"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List sessions
     * Lists the devices that are signed in, newest first.
     */
    get: operations["listSessions"];
    put?: never;
    /**
     * Sign in
     * Starts a session of 30 days, which each use extends, and creates the account of an address that has none. A wrong code is a 400 that says how many tries are left.
     */
    post: operations["signIn"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/sessions/current": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Sign out
     * Ends the session of this request at once.
     */
    delete: operations["signOut"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/sessions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End a session
     * Ends a session of this worker at once, such as that of a lost phone.
     */
    delete: operations["endSession"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/passkey_challenge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a challenge to sign in with a passkey
     * Returns what a browser needs to sign in with a passkey of this site, whoever's it is. The challenge is good for 5 minutes, once.
     */
    get: operations["getPasskeyChallenge"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/passkey_sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in with a passkey
     * Starts a session as a code does. The authenticator must have verified who uses it, and the response must come from this site. Whatever is wrong with it, the answer is the same 400.
     */
    post: operations["signInWithPasskey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/documents": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List documents
     * The documents that a worker agrees to, in their current versions.
     */
    get: operations["listDocuments"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the account
     * Returns the account, and what it still needs before it can work.
     */
    get: operations["getMe"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the account
     * Changes the language of mails, or the region that buyers see of approved files.
     */
    patch: operations["updateMe"];
    trace?: never;
  };
  "/worker/v1/me/age_statement": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * State one's age
     * Asked once. Only the answer is kept, and no date of birth. With `false` the account can do no work; the statement can be made again.
     */
    post: operations["stateAge"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me/passkey_challenge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a challenge to make a passkey
     * Returns what a browser needs to make a passkey for this account. The challenge is good for 5 minutes, and for this account alone.
     */
    get: operations["getNewPasskeyChallenge"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me/passkeys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List passkeys
     * Lists the passkeys of this account, newest first.
     */
    get: operations["listPasskeys"];
    put?: never;
    /**
     * Add a passkey
     * Adds a passkey that the browser has made with a challenge, at most 20, and mails the worker that it was added. A passkey that is known already is a 409.
     */
    post: operations["addPasskey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me/passkeys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a passkey
     * Nobody can sign in with it any more. Sessions that it has started go on.
     */
    delete: operations["removePasskey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me/consents": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Agree to a document
     * Records agreement to a version of a document. A version that is not the current one is a 409. Agreeing again changes nothing.
     */
    post: operations["giveConsent"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/jobs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List jobs
     * Lists open jobs, newest first, those that this worker can accept before the others, each with the reasons why they cannot. Jobs of which they hold files are in `listAssignments`.
     */
    get: operations["listJobs"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/jobs/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a job
     * Returns a job with everything that its worker needs. The buyer's audit log says that a worker looked at it.
     */
    get: operations["getJob"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/jobs/{id}/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept a job
     * Keeps files of a job for this worker for its lease (30 minutes), and never beyond its deadline. A worker takes part in a job once. A 409 says why they cannot: `details` has every reason.
     */
    post: operations["acceptJob"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/jobs/{id}/extend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Extend the time
     * Extends the lease by its length, once, while the job is not cancelled and the lease has not ended.
     */
    post: operations["extendLease"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/jobs/{id}/return": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Return a job
     * Gives back the files that were not submitted, at once and without a strike.
     */
    post: operations["returnJob"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/assignments": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List assignments
     * Lists what this worker accepted, newest first.
     */
    get: operations["listAssignments"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/jobs/{id}/uploads": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create an upload
     * Announces a file for a job of which this worker holds files, or may submit another one. Its bytes are then sent to `upload_url` by the tus protocol, whole or in parts, and can be resumed at any byte.
     */
    post: operations["createUpload"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/uploads/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an upload
     * Says how much of a file has arrived.
     */
    get: operations["getUpload"];
    put?: never;
    post?: never;
    /**
     * Delete an upload
     * Deletes what has arrived of a file that was not submitted.
     */
    delete: operations["deleteUpload"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/jobs/{id}/submissions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Submit a file
     * Submits a file that has arrived, which is then scored. Submitting the same upload again returns the same submission. A lease that has ended is a 409 with `lease_expired`; a job with an area needs the position of the file (409 `location_required`, `too_far`).
     */
    post: operations["submitFile"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/submissions/{id}/retry": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Submit another file
     * Submits another file for one that is `retry_pending`, as the one retry.
     */
    post: operations["retrySubmission"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/submissions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List results
     * Lists the files of this worker, newest first, with their results.
     */
    get: operations["listSubmissions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/submissions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a result
     * Returns a file of this worker with its result.
     */
    get: operations["getSubmission"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/submissions/{id}/appeal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Appeal a rejection
     * Asks a person to look at a rejection again: once, and within 7 days of it. It is answered within 7 days.
     */
    post: operations["appealSubmission"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/trust": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get trust
     * Returns the scores of this worker, what they are made of, and what follows from them.
     */
    get: operations["getTrust"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/earnings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get earnings
     * Returns what this worker has earned. Jobs of the test environment earn nothing.
     */
    get: operations["getEarnings"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/earnings/entries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List movements
     * Lists the movements of this worker's ledger, newest first.
     */
    get: operations["listEarningEntries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/payouts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payouts
     * Lists the payouts of this worker, newest first.
     */
    get: operations["listPayouts"];
    put?: never;
    /**
     * Request a payout
     * Requests a payout of everything that is available, which needs $5 or more (409).
     */
    post: operations["requestPayout"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me/exports": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Export everything
     * Prepares a document of everything that is held on this worker. A 409 while another one is pending.
     */
    post: operations["createDataExport"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me/exports/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an export
     * Returns an export, with a link once it is ready.
     */
    get: operations["getDataExport"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/worker/v1/me/erasure": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erase the account
     * Erases the account: it can no longer sign in, what it holds is given back, and what is available is paid out. Files that were approved stay with their buyers until their jobs' retention ends; every other file is deleted. Says what the law requires to be kept.
     */
    post: operations["eraseMe"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  responses: {
    /** `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each. */
    InvalidRequest: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each. */
    InvalidReplayableRequest: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a field is malformed, or the code is not the one that was sent, was used, or has expired; `details` says how many tries are left. */
    WrongCode: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a field is malformed, or the passkey cannot be used: its challenge was used or is over, or it does not verify. */
    WrongPasskey: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `conflict`: the passkey is known already, or there are 20. */
    PasskeyConflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authentication_error`: the session is missing, malformed, unknown, expired or ended. */
    Unauthenticated: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authorization_error`: the request comes from another origin, or, for what needs work, the age statement or a current consent is missing; `details` names each. */
    Forbidden: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `not_found`: no such object of this worker exists. */
    NotFound: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `not_found`: no such object of this worker exists. */
    NotFoundReplayable: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `conflict`: its state does not allow this. */
    StateConflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `conflict`: the state of the job, assignment or submission does not allow this, and `details` says why, or a request with this `Idempotency-Key` is still running. `idempotency_error`: the key was used with another body or path. */
    Conflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `payload_too_large`: the body is too large. */
    PayloadTooLarge: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `unsupported_media_type`: the body is not JSON, or is compressed. */
    UnsupportedMediaType: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `rate_limit_exceeded`: too many requests; `Retry-After` says when to come back. */
    RateLimited: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Retry-After": components["headers"]["RetryAfter"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `internal_error`: our fault. */
    InternalError: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimitIfCounted"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemainingIfCounted"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitResetIfCounted"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `service_unavailable`: try again after `Retry-After`. */
    ServiceUnavailable: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimitIfCounted"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemainingIfCounted"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitResetIfCounted"];
        "Retry-After": components["headers"]["RetryAfterIfKnown"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
  };
  parameters: {
    /**
     * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
     * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
     */
    IdempotencyKey: string;
    /** The maximum number of items per page, 1–100. Default 20. */
    Limit: number;
    /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
    Cursor: string;
    /** `live` jobs pay; `test` jobs are for trying, and pay nothing. Default `live`. */
    Environment: "live" | "test";
    /**
     * Where the worker is, as `latitude,longitude` in degrees with at most three decimals, which is exact enough (about 100 m).
     * @example 38.712,-9.139
     */
    Near: string;
    /**
     * The passkey's id, `pky_…`. An unknown id of any form is a 404, and so is one of another worker.
     * @example pky_01KM59A1BW3ZC8N5R7W9Q2D6TF
     */
    PasskeyId: string;
    /**
     * The session's id, `ses_…`. An unknown id of any form is a 404, and so is one of another worker.
     * @example ses_01KM59A1BW6T3Y9P4D2C8M5KXA
     */
    SessionId: string;
    /**
     * The job's id, `job_…`. An unknown id of any form is a 404, and so is one of another worker.
     * @example job_01KM59A1BW2E5CYE53KSBGENQG
     */
    JobId: string;
    /**
     * The upload's id, `upl_…`. An unknown id of any form is a 404, and so is one of another worker.
     * @example upl_01KM59A1BW3Z8V8E4H7N1QK2RD
     */
    UploadId: string;
    /**
     * The submission's id, `sub_…`. An unknown id of any form is a 404, and so is one of another worker.
     * @example sub_01KM59A1BWPES1FPSKS283KECT
     */
    SubmissionId: string;
    /**
     * The export's id, `exp_…`. An unknown id of any form is a 404, and so is one of another worker.
     * @example exp_01KM59A1BW1GFP7RK94861WCTF
     */
    DataExportId: string;
  };
  requestBodies: never;
  headers: {
    /**
     * The id of this request, also `request_id` in errors. Include it when you ask for support.
     * @example req_01KM59A1BW9FQS4EB2405KVTFJ
     */
    XRequestId: RequestId;
    /**
     * Requests that the tightest rate-limit window allows.
     * @example 100
     */
    XRateLimitLimit: number;
    /**
     * Requests left in that window.
     * @example 97
     */
    XRateLimitRemaining: number;
    /**
     * When that window resets, in Unix seconds.
     * @example 1774000260
     */
    XRateLimitReset: number;
    /**
     * Requests that the tightest rate-limit window allows; absent when the failure prevented counting.
     * @example 100
     */
    XRateLimitLimitIfCounted: number;
    /**
     * Requests left in that window; absent when the failure prevented counting.
     * @example 97
     */
    XRateLimitRemainingIfCounted: number;
    /**
     * When that window resets, in Unix seconds; absent when the failure prevented counting.
     * @example 1774000260
     */
    XRateLimitResetIfCounted: number;
    /**
     * Seconds to wait before retrying; absent when waiting does not make room in a quota.
     * @example 42
     */
    RetryAfter: number;
    /**
     * Seconds to wait before retrying.
     * @example 1
     */
    RetryAfterIfKnown: number;
    /**
     * `true` when this is a replay of the first response, for the same `Idempotency-Key` and body.
     * @example true
     */
    IdempotentReplayed: "true";
    /**
     * The session, or its end: HttpOnly, SameSite=Strict, and Secure under https.
     * @example __Host-fh_worker=EXAMPLE; Path=/; Max-Age=2592000; HttpOnly; Secure; SameSite=Strict
     */
    SetCookie: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  requestSignInCode: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SignInCodeRequest;
      };
    };
    responses: {
      /** A code is on its way. */
      202: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignInCode;
        };
      };
      400: components["responses"]["InvalidRequest"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listSessions: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of sessions. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SessionList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SignInRequest;
      };
    };
    responses: {
      /** The session and its worker. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignIn;
        };
      };
      400: components["responses"]["WrongCode"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It has ended. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  endSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The session's id, `ses_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example ses_01KM59A1BW6T3Y9P4D2C8M5KXA
         */
        id: components["parameters"]["SessionId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It has ended. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getPasskeyChallenge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The challenge. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": PasskeyChallenge;
        };
      };
      400: components["responses"]["InvalidRequest"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  signInWithPasskey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": PasskeySignInRequest;
      };
    };
    responses: {
      /** The session and its worker. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignIn;
        };
      };
      400: components["responses"]["WrongPasskey"];
      404: components["responses"]["NotFound"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listDocuments: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The documents. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": DocumentList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The account. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Worker;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  updateMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": UpdateWorkerRequest;
      };
    };
    responses: {
      /** The account. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Worker;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  stateAge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": AgeStatementRequest;
      };
    };
    responses: {
      /** The account. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Worker;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getNewPasskeyChallenge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The challenge. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": PasskeyChallenge;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listPasskeys: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of passkeys. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": PasskeyList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  addPasskey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": AddPasskeyRequest;
      };
    };
    responses: {
      /** The passkey. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Passkey;
        };
      };
      400: components["responses"]["WrongPasskey"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["PasskeyConflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  removePasskey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The passkey's id, `pky_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example pky_01KM59A1BW3ZC8N5R7W9Q2D6TF
         */
        id: components["parameters"]["PasskeyId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It is removed. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  giveConsent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": ConsentRequest;
      };
    };
    responses: {
      /** The account. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Worker;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["StateConflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listJobs: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** `live` jobs pay; `test` jobs are for trying, and pay nothing. Default `live`. */
        environment?: components["parameters"]["Environment"];
        /**
         * Where the worker is, as `latitude,longitude` in degrees with at most three decimals, which is exact enough (about 100 m).
         * @example 38.712,-9.139
         */
        near?: components["parameters"]["Near"];
        /** Only jobs that accept this kind of file: `image`, `audio` or `video`. */
        media?: "image" | "audio" | "video";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of jobs. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": JobSummaryList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getJob: {
    parameters: {
      query?: {
        /**
         * Where the worker is, as `latitude,longitude` in degrees with at most three decimals, which is exact enough (about 100 m).
         * @example 38.712,-9.139
         */
        near?: components["parameters"]["Near"];
      };
      header?: never;
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The job. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Job;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  acceptJob: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": AcceptJobRequest;
      };
    };
    responses: {
      /** What was accepted. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Assignment;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  extendLease: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The assignment. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Assignment;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  returnJob: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The assignment. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Assignment;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listAssignments: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only assignments with this status: `running` or `ended`. */
        status?: "running" | "ended";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of assignments. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": AssignmentList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  createUpload: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreateUploadRequest;
      };
    };
    responses: {
      /** Where to send it. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Upload;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The upload's id, `upl_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example upl_01KM59A1BW3Z8V8E4H7N1QK2RD
         */
        id: components["parameters"]["UploadId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The upload. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Upload;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  deleteUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The upload's id, `upl_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example upl_01KM59A1BW3Z8V8E4H7N1QK2RD
         */
        id: components["parameters"]["UploadId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It is deleted. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["StateConflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  submitFile: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SubmitFileRequest;
      };
    };
    responses: {
      /** The submission, waiting for its score. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Submission;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  retrySubmission: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The submission's id, `sub_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example sub_01KM59A1BWPES1FPSKS283KECT
         */
        id: components["parameters"]["SubmissionId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SubmitFileRequest;
      };
    };
    responses: {
      /** The submission, waiting for its score. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Submission;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listSubmissions: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only submissions with this status: `pending_score`, `approved`, `rejected` or `retry_pending`. */
        status?: "pending_score" | "approved" | "rejected" | "retry_pending";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of submissions. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SubmissionList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getSubmission: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The submission's id, `sub_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example sub_01KM59A1BWPES1FPSKS283KECT
         */
        id: components["parameters"]["SubmissionId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The submission. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Submission;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  appealSubmission: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The submission's id, `sub_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example sub_01KM59A1BWPES1FPSKS283KECT
         */
        id: components["parameters"]["SubmissionId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": AppealRequest;
      };
    };
    responses: {
      /** The submission with its appeal. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Submission;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getTrust: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The scores. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Trust;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getEarnings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The amounts. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Earnings;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listEarningEntries: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of movements. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": EarningEntryList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listPayouts: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of payouts. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": PayoutList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  requestPayout: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The payout. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Payout;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  createDataExport: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The export, pending. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          [name: string]: unknown;
        };
        content: {
          "application/json": DataExport;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getDataExport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The export's id, `exp_…`. An unknown id of any form is a 404, and so is one of another worker.
         * @example exp_01KM59A1BW1GFP7RK94861WCTF
         */
        id: components["parameters"]["DataExportId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The export. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": DataExport;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  eraseMe: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it. Remembered for 24 hours per worker.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": ErasureRequest;
      };
    };
    responses: {
      /** The erasure. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Erasure;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
}
