import { ERROR_BRAND, FirstHandApiError } from './api-error.ts';
import type {
  FirstHandAbortError,
  FirstHandConfigurationError,
  FirstHandConnectionError,
  FirstHandIntegrityError,
  FirstHandParseError,
  FirstHandTimeoutError,
} from './client-errors.ts';
import type { ServerErrorType, UnknownErrorType } from './error-type.ts';

/** An error that the service answered with, by its `type`. */
export type ServerError<Type extends string> = FirstHandApiError & {
  readonly type: Type;
  readonly status: number;
};

/** Every error of this client, discriminated by `type`. */
export type FirstHandError =
  | { [Type in ServerErrorType]: ServerError<Type> }[ServerErrorType]
  | ServerError<UnknownErrorType>
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
