import type { ErrorType as SpecifiedErrorType } from '@firsthandapi/spec';

/** The error types that the service documents. Contract §2. */
export type ServerErrorType = SpecifiedErrorType;

/** The error types that this client adds for what happens before, after or instead of an answer. */
export type ClientErrorType =
  | 'timeout_error'
  | 'abort_error'
  | 'connection_error'
  | 'parse_error'
  | 'integrity_error'
  | 'configuration_error';

/**
 * An error type that this version of the client does not know: the service may add types at any
 * time. It is a string; the marker only keeps it out of the named cases of a `switch`.
 */
export type UnknownErrorType = string & { readonly __unknownErrorType: true };

/** Every value that `error.type` may have. */
export type ErrorType = ServerErrorType | ClientErrorType | UnknownErrorType;
