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
 * Every value that `error.type` may have. The service may add types at any time, so a `switch` over
 * it wants a `default`; `unknown_error` is an answer that names no type.
 */
export type ErrorType = ServerErrorType | ClientErrorType | 'unknown_error' | (string & {});
