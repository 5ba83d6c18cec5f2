/** A command was given wrong arguments. The message shows the right form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
