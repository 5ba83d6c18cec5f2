import { expect, test } from 'vitest';
import {
  ERROR_TYPES,
  JOB_STATUSES,
  SCOPES,
  operations as table,
  WEBHOOK_EVENT_TYPES,
} from '../generated/index.ts';
import { type ContractOperation, contractText, operationsInContract } from './contract-table.ts';
import { document, operations, webhooks } from './document.ts';

/** An operation in one line, so that a difference between the contract and the spec reads as one line. */
function lineOf({ method, path, operationId, scopes, idempotent }: ContractOperation): string {
  return `${method} ${path} ${operationId} [${[...scopes].sort().join(', ')}]${idempotent ? ' IK' : ''}`;
}

const specified = Object.entries(table).map(([operationId, operation]) =>
  lineOf({ operationId, ...operation }),
);

test('has exactly the operations of the contract, with their scopes and idempotency', () => {
  const contracted = operationsInContract(contractText).map(lineOf);
  expect(specified.sort()).toEqual(contracted.sort());
});

test('names each operation in the contract once', () => {
  const names = operationsInContract(contractText).map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
});

test('notices an operation that only the contract adds, removes or changes', () => {
  const row = /^\| GET \/v1\/jobs \|.*\n/m;
  const added = '| GET /v1/jobs/{id}/history | getJobHistory | jobs:read | | list |\n';
  const changes: [string, string][] = [
    ['lost', contractText.replace(row, '')],
    ['gained', contractText.replace(row, (line) => line + added)],
    ['scope', contractText.replace(row, (line) => line.replace('jobs:read', 'jobs:write'))],
    [
      'key',
      contractText.replace('| createJob | jobs:write | yes |', '| createJob | jobs:write | |'),
    ],
    ['path', contractText.replace('| GET /v1/jobs |', '| GET /v1/job |')],
  ];
  for (const [change, text] of changes) {
    const contracted = operationsInContract(text).map(lineOf).sort();
    expect([change, contracted]).not.toEqual([change, specified.sort()]);
  }
});

test('declares the Idempotency-Key header if and only if an operation needs it', () => {
  for (const [id, { idempotent, headerParameters }] of Object.entries(table)) {
    expect([id, (headerParameters as readonly string[]).includes('Idempotency-Key')]).toEqual([
      id,
      idempotent,
    ]);
  }
});

test('has the rate-limit routes of the contract', () => {
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

test('documents exactly the errors that the parts of an operation can cause', () => {
  for (const [id, operation] of Object.entries(table)) {
    const statuses: readonly number[] = operation.statuses;
    const has = (status: number) => statuses.includes(status);
    const takesBody = operation.body !== null;
    expect({ id, always: [400, 429, 500, 503].every(has) }).toEqual({ id, always: true });
    expect({ id, auth: has(401) && has(403) }).toEqual({ id, auth: operation.authenticated });
    expect({ id, body: has(413) && has(415) }).toEqual({ id, body: takesBody });
    expect({ id, conflict: has(409) }).toEqual({
      id,
      conflict: operation.idempotent || ['signup', 'updateSettings', 'deleteApiKey'].includes(id),
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

test('has the headers of the contract on every response', () => {
  for (const { name, responses } of operations) {
    for (const { status, response } of responses) {
      const headers = Object.keys(response.headers ?? {});
      const required = ['X-Request-Id'];
      required.push('X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset');
      if (status === 429) required.push('Retry-After');
      const missing = required.filter((header) => !headers.includes(header));
      expect(`${name} ${status}: ${missing.join()}`).toBe(`${name} ${status}: `);
    }
  }
});

test('allows Idempotent-Replayed on exactly the responses that are replayed', () => {
  const kept = [200, 201, 204, 400, 402, 404, 409, 422];
  for (const { name, operation, responses } of operations) {
    const { idempotent, rateLimit } = table[operation.operationId as keyof typeof table];
    for (const { status, response } of responses) {
      const declares = Object.keys(response.headers ?? {}).includes('Idempotent-Replayed');
      // A missing scope is refused before the key is looked at; other refusals of 403 are first responses.
      const refuses =
        rateLimit === 'create_jobs' || /^(create|rotate|revoke)ApiKey$/.test(operation.operationId);
      const isKept = idempotent && (kept.includes(status) || (status === 403 && refuses));
      expect(`${name} ${status}: ${declares}`).toBe(`${name} ${status}: ${isKept}`);
    }
  }
});

test('has one webhook for each event type, which names its type', () => {
  expect(webhooks.map(({ type }) => type)).toEqual([...WEBHOOK_EVENT_TYPES]);
  for (const { type, content } of webhooks) {
    const name = content['application/json']?.schema.$ref.split('/').at(-1) ?? '';
    expect(document.components.schemas[name]?.properties?.type?.const).toBe(type);
  }
});

test('has the code lists of the contract', () => {
  expect(Object.keys(ERROR_TYPES)).toHaveLength(19);
  expect(WEBHOOK_EVENT_TYPES).toHaveLength(11);
  expect(SCOPES).toHaveLength(9);
  expect(JOB_STATUSES).toEqual(['open', 'filled', 'in_progress', 'completed', 'cancelled']);
});

test('rejects unknown fields in requests and allows them in responses', () => {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (schema.type !== 'object') continue;
    const isRequest = name.endsWith('Request');
    const refuses = schema.additionalProperties === false;
    const isMap = typeof schema.additionalProperties === 'object';
    expect(`${name} ${refuses || (isRequest && isMap)}`).toBe(`${name} ${isRequest}`);
  }
});

test('opens response enums', () => {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (name.endsWith('Request')) continue;
    expect(`${name} ${JSON.stringify(schema).includes('"enum":')}`).toBe(`${name} false`);
  }
});
