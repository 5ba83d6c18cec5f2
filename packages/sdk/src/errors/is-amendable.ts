import { type AnyFirstHandError, isFirstHandError } from './any-firsthand-error.ts';

/**
 * Whether what was thrown is an error of this client that can be told what the caller should know, such as the number of
 * attempts. One that a middleware has frozen cannot.
 */
export function isAmendable(thrown: unknown): thrown is AnyFirstHandError {
  return isFirstHandError(thrown) && Object.isExtensible(thrown);
}
