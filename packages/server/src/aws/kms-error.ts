/** KMS cannot be used, or does not do what it is asked. The message says why, and never contains a key. */
export class KmsError extends Error {
  override readonly name = 'KmsError';
  /** Whether a later attempt may succeed although nobody has changed anything. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isPassing = isPassing;
  }
}
