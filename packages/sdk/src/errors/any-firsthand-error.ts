import type { FirstHandApiError } from './api-error.ts';
import type {
  FirstHandAbortError,
  FirstHandConfigurationError,
  FirstHandConnectionError,
  FirstHandFileSystemError,
  FirstHandIntegrityError,
  FirstHandParseError,
  FirstHandTimeoutError,
} from './client-errors.ts';
import type { ErrorType, ServerErrorType } from './error-type.ts';
import { ERROR_BRAND } from './firsthand-error.ts';

/** An error response of the service, by its `type`. */
export interface ServerError<Type extends ErrorType> extends FirstHandApiError {
  readonly type: Type;
}

/**
 * Every error of this client, discriminated by `type`. A `switch` still needs a `default`: a later
 * version of the service may return a type that is not listed here.
 */
export type AnyFirstHandError =
  | { [Type in ServerErrorType]: ServerError<Type> }[ServerErrorType]
  | ServerError<'unknown_error'>
  | FirstHandTimeoutError
  | FirstHandAbortError
  | FirstHandConnectionError
  | FirstHandParseError
  | FirstHandIntegrityError
  | FirstHandFileSystemError
  | FirstHandConfigurationError;

/**
 * Whether a caught value is an error of this client, including another copy or version of it
 * (where `instanceof` is false).
 *
 * @example
 * if (isFirstHandError(error) && error.type === 'rate_limit_exceeded') wait(error.retryAfterMs);
 */
export function isFirstHandError(value: unknown): value is AnyFirstHandError {
  try {
    return Object(value)[ERROR_BRAND] === true;
  } catch {
    // Anything can be thrown, a revoked proxy included.
    return false;
  }
}
