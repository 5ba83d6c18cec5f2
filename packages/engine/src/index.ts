export { recordOperatorAudit, recordSystemAudit } from './audit/record-audit.ts';
export {
  grantPurchase,
  type PaymentOutcome,
} from './credits/purchases/grant-purchase.ts';
export { failPurchase, recordPaymentMismatch } from './credits/purchases/purchase.ts';
export { reversePurchase } from './credits/reverse-purchase.ts';
export type { HostAdmission } from './dispatch/admit-to-host.ts';
export type { RequestLog } from './dispatch/request-log.ts';
export { adjustEarnings } from './earnings/earn.ts';
export { type PayoutOutcome, requestPayout, settlePayout } from './earnings/payouts.ts';
export { type EarningsBalance, readEarnings } from './earnings/worker-ledger.ts';
export type { ClientInfo } from './engine.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { ApiError, type ApiErrorType, type ErrorDetail } from './errors/api-error.ts';
export {
  ContentError,
  type ContentProblem,
  ErasedError,
  MailRefusedError,
  PaymentRefusedError,
  RetryLaterError,
  StaleCallerError,
  TimeoutError,
  UnavailableError,
} from './errors/port-errors.ts';
export { bodyTooLarge, decodeBody, IncompleteBodyError } from './http/body-text.ts';
export { clientNetwork } from './http/client-network.ts';
export { type RequestDeadline, requireTime, tooLate, untilDeadline } from './http/deadline.ts';
export {
  type EngineRequest,
  type EngineResponse,
  type HeaderReader,
  headerReader,
} from './http/messages.ts';
export { flagJob } from './jobs/flag-job.ts';
export { issueApiKey } from './keys/api-key.ts';
export { issueOperatorKey, type KeyWork, revokeUnusedKeys } from './keys/operator-key.ts';
export type * from './media/media-content.ts';
export { newOrganization } from './organizations/new-organization.ts';
export type * from './ports.ts';
export { isPrecanned } from './precanned/precanned-content.ts';
export { overrideQuotas, type QuotaOverrides } from './quotas/limits/quota-limit.ts';
export type { QuotaTable } from './quotas/limits/quota-table.ts';
export { type RetentionRule, retentionRules } from './retention/rules.ts';
export { scheduleSweep } from './retention/sweep.ts';
export { ClearingCache } from './runtime/clearing-cache.ts';
export { reviewScorer } from './scoring/review-scorer.ts';
export { starRating, weightedMean } from './scoring/star-rating.ts';
export { syntheticScorer } from './scoring/synthetic-scorer.ts';
export { confirmEmail, grantUnconfirmed } from './signup/confirm-email.ts';
export { type Callers, type CallerTables, type KeyHolder, TableCallers } from './store/callers.ts';
export { type EventFeed, eventsOf, type FeedEntry } from './store/event-feed.ts';
export { matchesFilter } from './store/matches-filter.ts';
export * from './store/outbox.ts';
export type * from './store/records.ts';
export type * from './store/store.ts';
export {
  LARGEST_KEY_LIST,
  type RequestCounts,
  type SubmissionTotals,
  type Summaries,
  type SummaryFilter,
  type UsageTotals,
} from './store/summaries.ts';
export { type TableName, tableIndexes, tableNames } from './store/tables.ts';
export { type Review, reviewSubmission } from './submissions/review-submission.ts';
export { DATED_TASKS } from './tasks/held-tasks.ts';
export type { TaskErrorHandler } from './tasks/run-next.ts';
export type { Instant } from './time/instant.ts';
export type { TimeLimit } from './time/time-limit.ts';
export type { Attempt } from './webhooks/attempt.ts';
export { type Deliveries, type DueHint, type EndedAttempt, isSuccess } from './webhooks/deliver.ts';
export type {
  EngineSettings,
  LegalDocument,
  RequestLimits,
  SignupLimits,
} from './work/engine-settings.ts';
export { StepPacer } from './work/step-pacer.ts';
export type { Work } from './work/work.ts';
export {
  reinstateWorker,
  SUSPENSION_REASONS,
  type Suspension,
  suspendWorker,
} from './workers/suspend-worker.ts';
