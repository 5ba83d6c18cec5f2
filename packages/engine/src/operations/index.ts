import type { OperationId, OperationTypes } from '@firsthandapi/spec';
import { createApiKey, deleteApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './api-keys.ts';
import { listAuditEvents } from './audit.ts';
import { getCreditBalance, listTransactions, purchaseCredits } from './billing.ts';
import type { ExternalOperation } from './external-step.ts';
import { getJobFiles, refreshFileUrl } from './files.ts';
import { cancelJob, createJob, getJob, listJobs, rateJob } from './jobs.ts';
import type { Operation } from './operation.ts';
import { createDataExport, createErasure, getDataExport, getErasure } from './privacy.ts';
import { getSettings, updateSettings } from './settings.ts';
import {
  getJobSubmissions,
  getSubmission,
  getSubmissionSummary,
  listSubmissions,
} from './submissions.ts';
import { getUsageSummary, listUsage } from './usage.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  getWebhookEndpoint,
  listWebhookEndpoints,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from './webhook-endpoints.ts';
import { listWebhookEvents, replayWebhookEvent } from './webhook-events.ts';

type Handler<Body, Query> = Operation<Body, Query> | ExternalOperation<Body, Query>;

/**
 * The handler of each operation. The type follows the spec: a new operation, or another body or query, does not compile
 * until it is handled. Signup is separate because it is called without a key.
 */
export const operationHandlers: {
  readonly [Id in Exclude<OperationId, 'signup'>]: Handler<
    OperationTypes[Id]['body'],
    OperationTypes[Id]['query']
  >;
} = {
  createJob,
  listJobs,
  getJob,
  cancelJob,
  rateJob,
  getJobFiles,
  getJobSubmissions,
  listSubmissions,
  getSubmission,
  getSubmissionSummary,
  refreshFileUrl,
  createApiKey,
  listApiKeys,
  rotateApiKey,
  revokeApiKey,
  deleteApiKey,
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  listWebhookEvents,
  replayWebhookEvent,
  getCreditBalance,
  listTransactions,
  purchaseCredits,
  getSettings,
  updateSettings,
  listAuditEvents,
  listUsage,
  getUsageSummary,
  createDataExport,
  getDataExport,
  createErasure,
  getErasure,
};
