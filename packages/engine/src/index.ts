export type {
  ClientInfo,
  EngineSettings,
  RequestLimits,
  RequestLog,
  Work,
} from './call.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { ApiError, type ApiErrorType, type ErrorDetail } from './errors.ts';
export { issueApiKey } from './keys/api-key.ts';
export { newOrganization } from './operations/auth.ts';
export type * from './ports.ts';
export type * from './records.ts';
export { syntheticScorer } from './scoring/synthetic-scorer.ts';
export { type TableName, tableIndexes, tableNames } from './tables.ts';
