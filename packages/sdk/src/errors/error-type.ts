import type { ErrorType as SpecifiedErrorType } from '@firsthandapi/spec';

/** The error types that the service documents. Contract §2. */
export type ServerErrorType = SpecifiedErrorType;

/** The error types that this client adds for what happens before, after or instead of a response. */
export type ClientErrorType =
  | 'timeout_error'
  | 'abort_error'
  | 'connection_error'
  | 'parse_error'
  | 'integrity_error'
  | 'file_system_error'
  | 'configuration_error';

/**
 * Every value of `error.type`. The service may add types at any time, so a `switch` over it needs a
 * `default`; `unknown_error` is an error response that names no type.
 */
export type ErrorType = ServerErrorType | ClientErrorType | 'unknown_error' | (string & {});
