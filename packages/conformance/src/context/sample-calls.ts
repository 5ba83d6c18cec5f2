import type { FirstHandClient, RequestOptions } from '@firsthandapi/sdk';
import {
  type OperationId,
  type OperationTypes,
  operations,
  WEBHOOK_EVENT_TYPES,
} from '@firsthandapi/spec';
import { sampleJob } from './sample-job.ts';
import type { ObjectIds } from './seed-objects.ts';

/** Arguments of a call: the id in its path, and its body or query. */
export interface SampleCall<Payload = object> {
  readonly id?: string;
  readonly payload?: Payload;
}

type PayloadOf<Id extends OperationId> = NonNullable<
  OperationTypes[Id]['body'] | OperationTypes[Id]['query']
>;

/** Arguments that succeed, for every operation. A new operation does not compile without an entry here. */
export const sampleCalls: {
  readonly [Id in OperationId]: (ids: ObjectIds) => SampleCall<PayloadOf<Id>>;
} = {
  signup: () => ({ payload: { name: 'Newcomer', email: 'newcomer@example.com' } }),
  createJob: () => ({ payload: sampleJob }),
  listJobs: () => ({ payload: { limit: 2 } }),
  getJob: ({ completedJob }) => ({ id: completedJob }),
  cancelJob: ({ openJob }) => ({ id: openJob }),
  rateJob: ({ completedJob }) => ({ id: completedJob, payload: { rating: 5, comment: 'Sharp' } }),
  getJobFiles: ({ completedJob }) => ({ id: completedJob, payload: { min_score: 4 } }),
  getJobSubmissions: ({ completedJob }) => ({ id: completedJob, payload: { status: 'approved' } }),
  listSubmissions: ({ completedJob }) => ({ payload: { job_id: completedJob } }),
  getSubmissionSummary: ({ completedJob }) => ({ payload: { job_id: completedJob } }),
  getSubmission: ({ submission }) => ({ id: submission }),
  refreshFileUrl: ({ file }) => ({ id: file }),
  createApiKey: () => ({ payload: { name: 'Nightly', scopes: ['jobs:read'] } }),
  listApiKeys: () => ({ payload: { limit: 2 } }),
  rotateApiKey: ({ keyToRotate }) => ({ id: keyToRotate }),
  revokeApiKey: ({ keyToRevoke }) => ({ id: keyToRevoke }),
  deleteApiKey: ({ keyToDelete }) => ({ id: keyToDelete }),
  createWebhookEndpoint: () => ({
    payload: { url: 'https://receiver.example/hooks', events: [...WEBHOOK_EVENT_TYPES] },
  }),
  listWebhookEndpoints: () => ({ payload: { limit: 2 } }),
  getWebhookEndpoint: ({ endpoint }) => ({ id: endpoint }),
  updateWebhookEndpoint: ({ endpoint }) => ({ id: endpoint, payload: { description: 'Main' } }),
  deleteWebhookEndpoint: ({ endpointToDelete }) => ({ id: endpointToDelete }),
  rotateWebhookSecret: ({ endpoint }) => ({ id: endpoint }),
  listWebhookEvents: () => ({ payload: { type: 'job.completed' } }),
  replayWebhookEvent: ({ event }) => ({ id: event }),
  getCreditBalance: () => ({}),
  listTransactions: () => ({ payload: { limit: 2 } }),
  purchaseCredits: () => ({ payload: { amount_cents: 2_500 } }),
  getSettings: () => ({}),
  updateSettings: () => ({ payload: { name: 'Renamed' } }),
  listAuditEvents: () => ({ payload: { action: 'job.created' } }),
  listUsage: () => ({ payload: { limit: 2 } }),
  getUsageSummary: () => ({ payload: {} }),
  createDataExport: () => ({}),
  getDataExport: ({ dataExport }) => ({ id: dataExport }),
  createErasure: ({ jobToErase }) => ({ payload: { target: 'job', job_id: jobToErase } }),
  getErasure: ({ erasure }) => ({ id: erasure }),
};

export const operationIds = Object.keys(operations) as OperationId[];
/** Operations that require an API key. */
export const keyedOperations = operationIds.filter((id) => operations[id].authenticated);
/** Operations that a test key must not perform, since live traffic reads what they change (contract §1). */
export const liveKeyOperations: readonly OperationId[] = ['updateSettings'];
/** Operations that require an Idempotency-Key. */
export const idempotentOperations = operationIds.filter((id) => operations[id].idempotent);

/** Calls an operation through the client method of the same name. */
export async function callOperation(
  client: FirstHandClient,
  operationId: OperationId,
  { id, payload }: SampleCall,
  options: RequestOptions = {},
): Promise<unknown> {
  const { body, queryParameters } = operations[operationId];
  const takesPayload = body !== null || queryParameters.length > 0;
  const method = client[operationId] as (...args: unknown[]) => Promise<unknown>;
  const args = [...(id === undefined ? [] : [id]), ...(takesPayload ? [payload] : []), options];
  return method.apply(client, args);
}

/** Returns the path of an operation with the id filled in. */
export function pathOf(operationId: OperationId, { id = '' }: SampleCall = {}): string {
  return operations[operationId].path.replace('{id}', encodeURIComponent(id));
}
