/** Thrown by a port whose backing service cannot be reached: 503 for the store, 502 for the payment provider. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** Thrown by a port whose backing service does not respond in time: 504 for the payment provider. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** Thrown by the store when something is to be stored for an organization that was erased: 401, as for its keys. */
export class ErasedError extends Error {
  override readonly name = 'ErasedError';
}

/** Thrown by the store when the caller of a request is no longer as it was remembered, and has to be read again. */
export class StaleCallerError extends Error {
  override readonly name = 'StaleCallerError';
}

/** What is wrong with stored content. */
export type ContentProblem = 'missing' | 'corrupted';

/** Content that should exist cannot be read, and trying again does not help: 500. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problem: ContentProblem;

  constructor(problem: ContentProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** Thrown by the payments port when a charge is refused for good, so that no money was or will be taken. */
export class PaymentRefusedError extends Error {
  override readonly name = 'PaymentRefusedError';
}

/** Thrown by the mail port when a mail is refused for what it says, so that others to its address may still be accepted. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** Thrown by a port whose provider wants to be left alone until later. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  /** How long to wait, in milliseconds. */
  readonly delayMs: number;

  constructor(delayMs: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.delayMs = delayMs;
  }
}
