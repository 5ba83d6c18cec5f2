/** The command was given something wrong. The message names it and says what to do; nothing was sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
