// Everything that users name. How requests are prepared and sent is not exported on purpose: it may
// change in any release.

export { WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
// The verifier of @firsthandapi/webhooks, which is bundled; its adapters for frameworks are there alone.
export {
  isWebhookVerificationError,
  type Moment,
  type RawBody,
  type UnknownWebhookEvent,
  type UnknownWebhookEventType,
  type UnwrapOptions,
  unwrapWebhook,
  type VerificationOptions,
  verifyWebhookSignature,
  type WebhookEvent as UnwrappedWebhookEvent,
  type WebhookHeaders,
  type WebhookSecret,
  WebhookVerificationError,
  type WebhookVerificationErrorCode,
} from '@firsthandapi/webhooks';
export { FirstHandClient } from './client/client.ts';
export type { DownloadJobFilesOptions, SavedFile } from './downloads/download-job-files.ts';
export type {
  Bytes,
  Downloaded,
  DownloadOptions,
  DownloadTarget,
} from './downloads/download-target.ts';
export {
  type AnyFirstHandError,
  isFirstHandError,
  type ServerError,
} from './errors/any-firsthand-error.ts';
export { FirstHandApiError } from './errors/api-error.ts';
export {
  FirstHandAbortError,
  FirstHandConfigurationError,
  FirstHandConnectionError,
  FirstHandFileSystemError,
  FirstHandIntegrityError,
  FirstHandParseError,
  FirstHandTimeoutError,
} from './errors/client-errors.ts';
export type {
  ClientErrorType,
  ErrorType,
  ServerErrorType,
} from './errors/error-type.ts';
export { type ErrorContext, FirstHandError } from './errors/firsthand-error.ts';
export type * from './generated/types.ts';
export type { MiddlewareResponse } from './http/buffered-response.ts';
export type { ByteStream, FetchInit, FetchLike, FetchResponse } from './http/fetch-like.ts';
export type { HeaderOptions } from './http/merge-headers.ts';
export type { Middleware, MiddlewareRequest } from './http/middleware.ts';
export type { Sleep } from './http/sleep.ts';
export type { CreateAndWaitOptions, FinishedJob, WaitOptions } from './jobs/wait-for-job.ts';
export { ApiResponse } from './response/api-response.ts';
export type { RateLimit } from './response/rate-limit.ts';
export { ApiPromise, type SafeResult } from './results/api-promise.ts';
export { type FirstPage, ListPromise, type Page } from './results/list-promise.ts';
export type {
  ApiKeyOption,
  CallLimits,
  ClientOptions,
  LongPollOptions,
  RequestOptions,
  RotateApiKeyOptions,
} from './settings/client-options.ts';
export type { Logger, LogLevel } from './settings/logger.ts';
export type { StandardIssue, StandardResult, StandardSchema } from './settings/standard-schema.ts';
