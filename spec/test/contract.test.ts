import { expect, test } from 'vitest';
import {
  ERROR_TYPES,
  JOB_STATUSES,
  SCOPES,
  operations as table,
  WEBHOOK_EVENT_TYPES,
} from '../generated/index.ts';
import { document, operations, webhooks } from './document.ts';

/** Contract §3, row by row: method, path, operationId, scope, and IK where it needs an Idempotency-Key. */
const CONTRACT = `
POST /v1/auth/signup signup none
POST /v1/jobs createJob jobs:write IK
GET /v1/jobs listJobs jobs:read
GET /v1/jobs/{id} getJob jobs:read
POST /v1/jobs/{id}/cancel cancelJob jobs:write IK
POST /v1/jobs/{id}/rate rateJob jobs:write IK
GET /v1/jobs/{id}/files getJobFiles jobs:read
GET /v1/jobs/{id}/submissions getJobSubmissions jobs:read
GET /v1/submissions listSubmissions jobs:read
GET /v1/submissions/{id} getSubmission jobs:read
GET /v1/submissions/summary getSubmissionSummary jobs:read
POST /v1/files/{id}/refresh_url refreshFileUrl jobs:read IK
POST /v1/api_keys createApiKey keys:manage IK
GET /v1/api_keys listApiKeys keys:manage
POST /v1/api_keys/{id}/rotate rotateApiKey keys:manage IK
POST /v1/api_keys/{id}/revoke revokeApiKey keys:manage IK
DELETE /v1/api_keys/{id} deleteApiKey keys:manage
POST /v1/webhook_endpoints createWebhookEndpoint webhooks:write IK
GET /v1/webhook_endpoints listWebhookEndpoints webhooks:read
GET /v1/webhook_endpoints/{id} getWebhookEndpoint webhooks:read
PATCH /v1/webhook_endpoints/{id} updateWebhookEndpoint webhooks:write
DELETE /v1/webhook_endpoints/{id} deleteWebhookEndpoint webhooks:write
POST /v1/webhook_endpoints/{id}/rotate_secret rotateWebhookSecret webhooks:write IK
GET /v1/webhook_events listWebhookEvents webhooks:read
POST /v1/webhook_events/{id}/replay replayWebhookEvent webhooks:write IK
GET /v1/billing/credits getCreditBalance billing:read
GET /v1/billing/transactions listTransactions billing:read
POST /v1/billing/credits/purchase purchaseCredits billing:write IK
GET /v1/organization/settings getSettings usage:read
PATCH /v1/organization/settings updateSettings usage:read,keys:manage
GET /v1/audit-events listAuditEvents audit:read
GET /v1/usage/requests listUsage usage:read
GET /v1/usage/summary getUsageSummary usage:read
POST /v1/privacy/exports createDataExport all IK
GET /v1/privacy/exports/{id} getDataExport all
POST /v1/privacy/erasures createErasure all IK
GET /v1/privacy/erasures/{id} getErasure all
`;

function scopesOf(words: readonly string[]): string {
  if (words.length === 0) return 'none';
  return words.length === SCOPES.length ? 'all' : words.join(',');
}

test('the operations are exactly those of the contract, with their scopes and idempotency', () => {
  const rows = Object.entries(table).map(
    ([id, { method, path, scopes, idempotent }]) =>
      `${method} ${path} ${id} ${scopesOf(scopes)}${idempotent ? ' IK' : ''}`,
  );
  expect(rows.sort()).toEqual(CONTRACT.trim().split('\n').sort());
});

test('an operation declares the Idempotency-Key header if and only if it needs one', () => {
  for (const [id, { idempotent, headerParameters }] of Object.entries(table)) {
    expect([id, (headerParameters as readonly string[]).includes('Idempotency-Key')]).toEqual([
      id,
      idempotent,
    ]);
  }
});

test('rate-limit routes are those of the contract', () => {
  for (const { method, path, rateLimit } of Object.values(table)) {
    const isJobs = path === '/v1/jobs' || path.startsWith('/v1/jobs/');
    const expected =
      isJobs && method === 'GET'
        ? 'read_jobs'
        : path === '/v1/jobs' && method === 'POST'
          ? 'create_jobs'
          : 'default';
    expect(`${method} ${path} ${rateLimit}`).toBe(`${method} ${path} ${expected}`);
  }
});

test('each operation documents the errors that its parts can give, and no others of them', () => {
  for (const [id, operation] of Object.entries(table)) {
    const statuses: readonly number[] = operation.statuses;
    const has = (status: number) => statuses.includes(status);
    const takesBody = operation.body !== null;
    expect({ id, always: [400, 429, 500, 503].every(has) }).toEqual({ id, always: true });
    expect({ id, auth: has(401) && has(403) }).toEqual({ id, auth: operation.authenticated });
    expect({ id, body: has(413) && has(415) }).toEqual({ id, body: takesBody });
    expect({ id, conflict: has(409) }).toEqual({
      id,
      conflict: operation.idempotent || id === 'signup',
    });
    expect({ id, found: has(404) }).toEqual({
      id,
      found: operation.pathParameters.length > 0 || id === 'createErasure',
    });
    expect({ id, https: has(422) }).toEqual({
      id,
      https: id === 'createWebhookEndpoint' || id === 'updateWebhookEndpoint',
    });
  }
});

test('every response carries the headers of the contract', () => {
  for (const { name, responses } of operations) {
    for (const { status, response } of responses) {
      const headers = Object.keys(response.headers ?? {});
      const required = ['X-Request-Id'];
      if (status < 500) {
        required.push('X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset');
      }
      if (status === 429) required.push('Retry-After');
      const missing = required.filter((header) => !headers.includes(header));
      expect(`${name} ${status}: ${missing.join()}`).toBe(`${name} ${status}: `);
    }
  }
});

test('there is one webhook for each event type, and each names its type', () => {
  expect(webhooks.map(({ type }) => type)).toEqual([...WEBHOOK_EVENT_TYPES]);
  for (const { type, content } of webhooks) {
    const name = content['application/json']?.schema.$ref.split('/').at(-1) ?? '';
    expect(document.components.schemas[name]?.properties?.type?.const).toBe(type);
  }
});

test('code lists are those of the contract', () => {
  expect(Object.keys(ERROR_TYPES)).toHaveLength(18);
  expect(WEBHOOK_EVENT_TYPES).toHaveLength(11);
  expect(SCOPES).toHaveLength(9);
  expect(JOB_STATUSES).toEqual(['open', 'filled', 'in_progress', 'completed', 'cancelled']);
});

test('requests refuse unknown fields and responses allow them', () => {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (schema.type !== 'object') continue;
    const isRequest = name.endsWith('Request');
    const refuses = schema.additionalProperties === false;
    const isMap = typeof schema.additionalProperties === 'object';
    expect(`${name} ${refuses || (isRequest && isMap)}`).toBe(`${name} ${isRequest}`);
  }
});

test('response enums are open', () => {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (name.endsWith('Request')) continue;
    expect(`${name} ${JSON.stringify(schema).includes('"enum":')}`).toBe(`${name} false`);
  }
});
