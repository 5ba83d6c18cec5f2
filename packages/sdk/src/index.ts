// Everything that users name. Not here on purpose: how requests are prepared and sent, which may
// change in any release.

export { WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
export { ApiPromise, type SafeResult } from './api-promise.ts';
export { ApiResponse } from './api-response.ts';
export { FirstHandClient } from './client.ts';
export type {
  ApiKeyOption,
  CallLimits,
  ClientOptions,
  GetJobOptions,
  HeaderOptions,
  RequestOptions,
  RotateApiKeyOptions,
} from './client-options.ts';
export type { Downloaded, DownloadOptions, DownloadTarget } from './downloads/download-file.ts';
export type { DownloadJobFilesOptions, SavedFile } from './downloads/download-job-files.ts';
export { type ErrorContext, FirstHandApiError } from './errors/api-error.ts';
export {
  FirstHandAbortError,
  FirstHandConfigurationError,
  FirstHandConnectionError,
  FirstHandIntegrityError,
  FirstHandParseError,
  FirstHandTimeoutError,
} from './errors/client-errors.ts';
export type {
  ClientErrorType,
  ErrorType,
  ServerErrorType,
} from './errors/error-type.ts';
export {
  type FirstHandError,
  isFirstHandError,
  type ServerError,
} from './errors/firsthand-error.ts';
export type * from './generated/types.ts';
export type { CreateAndWaitOptions, FinishedJob, WaitOptions } from './jobs/wait-for-job.ts';
export { ListPromise, type Page } from './list-promise.ts';
export type { Logger, LogLevel } from './logging/logger.ts';
export type { RateLimit } from './rate-limit.ts';
export type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.ts';
export type { FetchInit, FetchLike, FetchResponse } from './transport/fetch-like.ts';
export type { Middleware, MiddlewareRequest } from './transport/middleware.ts';
export type { Sleep } from './transport/sleep.ts';
