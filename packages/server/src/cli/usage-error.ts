/** A command was given what it cannot take; the message says how it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
