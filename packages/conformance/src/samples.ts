import type { FirstHandClient, RequestOptions } from '@firsthandapi/sdk';
import {
  type OperationId,
  type OperationTypes,
  operations,
  WEBHOOK_EVENT_TYPES,
} from '@firsthandapi/spec';
import { type Furniture, order } from './furniture.ts';

/** What a call is made with: the id in its path, and its body or query. */
export interface Sample<Payload = object> {
  readonly id?: string;
  readonly payload?: Payload;
}

type PayloadOf<Id extends OperationId> = NonNullable<
  OperationTypes[Id]['body'] | OperationTypes[Id]['query']
>;

/** A call that succeeds, for every operation. A new operation does not compile until it has one. */
export const samples: {
  readonly [Id in OperationId]: (furniture: Furniture) => Sample<PayloadOf<Id>>;
} = {
  signup: () => ({ payload: { name: 'Newcomer', email: 'newcomer@example.com' } }),
  createJob: () => ({ payload: order }),
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
    payload: { url: 'https://nobody.example/hooks', events: [...WEBHOOK_EVENT_TYPES] },
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

/** Every operation. */
export const operationIds = Object.keys(operations) as OperationId[];
/** Those that nobody may call without a key. */
export const keyedOperations = operationIds.filter((id) => operations[id].authenticated);
/** Those that need an Idempotency-Key. */
export const idempotentOperations = operationIds.filter((id) => operations[id].idempotent);

/** Calls an operation through the client's method of its name. */
export async function invoke(
  client: FirstHandClient,
  operationId: OperationId,
  { id, payload }: Sample,
  options: RequestOptions = {},
): Promise<unknown> {
  const { body, queryParameters } = operations[operationId];
  const takesPayload = body !== null || queryParameters.length > 0;
  const method = client[operationId] as (...words: unknown[]) => Promise<unknown>;
  const words = [...(id === undefined ? [] : [id]), ...(takesPayload ? [payload] : []), options];
  return method.apply(client, words);
}

/** The path of an operation, its id filled in. */
export function pathOf(operationId: OperationId, { id = '' }: Sample = {}): string {
  return operations[operationId].path.replace('{id}', encodeURIComponent(id));
}
