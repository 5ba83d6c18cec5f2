import type {
  CreateWebhookEndpointRequest,
  UpdateWebhookEndpointRequest,
} from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { notFound } from '../errors/api-error.ts';
import { listPage, type PageQuery } from '../lists/pagination.ts';
import { claimQuota } from '../quotas/claim-quota.ts';
import type { WebhookEndpointRecord } from '../store/records.ts';
import { isVisible, scopeOf } from '../store/scope.ts';
import { timestamp } from '../time/timestamp.ts';
import { isRestarted } from '../webhooks/failing-endpoint.ts';
import {
  issueEndpointSecret,
  presentEndpointWithSecret,
  presentWebhookEndpoint,
  replacedBy,
  requireDeliverableUrl,
} from '../webhooks/webhook-endpoint.ts';
import type { Call } from '../work/call.ts';
import type { Operation } from './operation.ts';

export const createWebhookEndpoint: Operation<CreateWebhookEndpointRequest> = async (call) => {
  const { url, events, description } = call.body;
  requireDeliverableUrl(call, url);
  await claimQuota(call, 'webhook_endpoints', 1);
  const { secret, kept } = await issueEndpointSecret(call);
  const endpoint: WebhookEndpointRecord = {
    ...scopeOf(call),
    id: call.ports.ids.next('whe', call.now),
    url,
    events,
    description: description ?? null,
    enabled: true,
    failing_since: null,
    proven_at: null,
    secrets: [kept],
    created_at: call.now,
    updated_at: call.now,
  };
  await call.tables.webhook_endpoints.insert(endpoint);
  await recordAudit(call, 'webhook_endpoint.created', resourceOf(endpoint));
  return { status: 201, body: presentEndpointWithSecret(endpoint, secret, null) };
};

export const listWebhookEndpoints: Operation<unknown, PageQuery> = (call) =>
  listPage(call, call.tables.webhook_endpoints, { where: scopeOf(call) }, presentWebhookEndpoint);

export const getWebhookEndpoint: Operation = async (call) => ({
  status: 200,
  body: presentWebhookEndpoint(await findEndpoint(call)),
});

export const updateWebhookEndpoint: Operation<UpdateWebhookEndpointRequest> = async (call) => {
  const endpoint = await findEndpoint(call);
  const { url, events, description, enabled } = call.body;
  if (url !== undefined) requireDeliverableUrl(call, url);
  const changed: WebhookEndpointRecord = {
    ...endpoint,
    url: url ?? endpoint.url,
    events: events ?? endpoint.events,
    description: description === undefined ? endpoint.description : description,
    enabled: enabled ?? endpoint.enabled,
    updated_at: call.now,
  };
  const updated = isRestarted(endpoint, changed)
    ? { ...changed, failing_since: null, proven_at: null }
    : changed;
  await call.tables.webhook_endpoints.update(updated);
  await recordAudit(call, 'webhook_endpoint.updated', resourceOf(endpoint));
  return { status: 200, body: presentWebhookEndpoint(updated) };
};

export const deleteWebhookEndpoint: Operation = async (call) => {
  const endpoint = await findEndpoint(call);
  await call.tables.webhook_endpoints.delete(endpoint.id);
  await recordAudit(call, 'webhook_endpoint.deleted', resourceOf(endpoint));
  return { status: 204 };
};

/** The new secret signs at once; the one that it replaces also signs for 24 hours, as do those replaced before it. */
export const rotateWebhookSecret: Operation = async (call) => {
  const endpoint = await findEndpoint(call);
  const { secret, kept } = await issueEndpointSecret(call);
  const { secrets, expires_at } = replacedBy(kept, endpoint.secrets, call.now);
  const rotated = { ...endpoint, secrets, updated_at: call.now };
  await call.tables.webhook_endpoints.update(rotated);
  await recordAudit(call, 'webhook_endpoint.secret_rotated', resourceOf(endpoint));
  return { status: 200, body: presentEndpointWithSecret(rotated, secret, timestamp(expires_at)) };
};

async function findEndpoint(call: Call): Promise<WebhookEndpointRecord> {
  const id = call.parameters.id ?? '';
  const endpoint = await call.tables.webhook_endpoints.get(id);
  if (!isVisible(call, endpoint)) throw notFound('webhook endpoint', id);
  return endpoint;
}

function resourceOf({ id }: WebhookEndpointRecord) {
  return { type: 'webhook_endpoint', id };
}
