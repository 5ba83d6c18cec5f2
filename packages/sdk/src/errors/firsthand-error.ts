import { ERROR_BRAND, FirstHandApiError } from './api-error.ts';
import type {
  FirstHandAbortError,
  FirstHandConfigurationError,
  FirstHandConnectionError,
  FirstHandIntegrityError,
  FirstHandParseError,
  FirstHandTimeoutError,
} from './client-errors.ts';
import type { ErrorType, ServerErrorType } from './error-type.ts';

/** An error that the service answered with, by its `type`. */
export interface ServerError<Type extends ErrorType> extends FirstHandApiError {
  readonly type: Type;
  readonly status: number;
}

/**
 * Every error of this client, discriminated by `type`. A `switch` wants a `default` all the same: a
 * later version of the service may answer with a type that is not in here.
 */
export type FirstHandError =
  | { [Type in ServerErrorType]: ServerError<Type> }[ServerErrorType]
  | ServerError<'unknown_error'>
  | FirstHandTimeoutError
  | FirstHandAbortError
  | FirstHandConnectionError
  | FirstHandParseError
  | FirstHandIntegrityError
  | FirstHandConfigurationError;

/**
 * Whether a caught value is an error of this client, also of another copy or version of it
 * (where `instanceof` says no).
 */
export function isFirstHandError(value: unknown): value is FirstHandError {
  return value instanceof FirstHandApiError || Object(value)[ERROR_BRAND] === true;
}
