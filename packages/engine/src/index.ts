export { BoundedMap } from './bounded-map.ts';
export type {
  ClientInfo,
  EngineSettings,
  RequestLimits,
  RequestLog,
  Work,
} from './call.ts';
export { completePurchase } from './credits/purchase.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export {
  ApiError,
  type ApiErrorType,
  type ErrorDetail,
  PaymentRefusedError,
  TimeoutError,
  UnavailableError,
} from './errors.ts';
export {
  type EngineRequest,
  type EngineResponse,
  type HeaderReader,
  headerReader,
} from './http.ts';
export { flagJob } from './jobs/flag-job.ts';
export { issueApiKey } from './keys/api-key.ts';
export { newOrganization } from './operations/auth.ts';
export type * from './ports.ts';
export type * from './records.ts';
export { type RetentionRule, retentionRules } from './retention/rules.ts';
export { scheduleSweep } from './retention/sweep.ts';
export type { TaskErrorHandler } from './run-tasks.ts';
export { syntheticScorer } from './scoring/synthetic-scorer.ts';
export { type TableName, tableIndexes, tableNames } from './tables.ts';
export type { AttemptLimits } from './webhooks/attempt-turns.ts';
