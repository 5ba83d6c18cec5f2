import { inspect, types } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  FirstHandApiError,
  FirstHandError,
  FirstHandParseError,
  isFirstHandError,
} from '../src/index.ts';
import { clientOf, errorBody, JOB_BODY, startServer, TEST_KEY } from './scripted-server.ts';

describe('a successful response', () => {
  test('resolves to the data when awaited', async () => {
    const server = await startServer({ body: { id: 'job_1', object: 'job' } });
    expect(await clientOf(server).client.getJob('job_1')).toEqual({ id: 'job_1', object: 'job' });
  });

  test('keeps fields and enum values that this version does not know', async () => {
    const server = await startServer({
      body: { id: 'job_1', status: 'paused', mood: { good: 1 } },
    });
    const job = await clientOf(server).client.getJob('job_1');
    expect(job).toEqual({ id: 'job_1', status: 'paused', mood: { good: 1 } });
  });

  test('provides request id, numeric rate limit, headers and attempts', async () => {
    const headers = {
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': '1800000000',
    };
    const server = await startServer(
      { status: 500 },
      { status: 201, headers, body: { id: 'job_1' } },
    );
    const result = await clientOf(server).client.createJob(JOB_BODY).withResponse();
    expect(result.data).toEqual({ id: 'job_1' });
    expect(result.requestId).toBe('req_01HV8Z3K2M4N5P6Q7R8S9T0VWX');
    expect(result.rateLimit).toEqual({
      limit: 60,
      remaining: 59,
      resetAt: new Date('2027-01-15T08:00:00Z'),
    });
    expect(result.attempts).toBe(2);
    expect(result.response.status).toBe(201);
    expect(result.response.headers.get('content-type')).toBe('application/json');
  });

  test('leaves the rate limit undefined unless its headers are numbers', async () => {
    const server = await startServer({ headers: { 'x-ratelimit-limit': '60' } });
    const { rateLimit } = await clientOf(server).client.getSettings().withResponse();
    expect(rateLimit).toBeUndefined();
  });

  test('sends the request once, however often the promise is used', async () => {
    const server = await startServer({ body: { id: 'job_1' } });
    const call = clientOf(server).client.createJob(JOB_BODY);
    await call;
    await call.withResponse();
    await call.safe();
    await call.finally(() => {});
    expect(server.received).toHaveLength(1);
  });

  test('resolves a deletion to undefined', async () => {
    const server = await startServer({ status: 204 });
    expect(await clientOf(server).client.deleteWebhookEndpoint('whe_1')).toBeUndefined();
  });

  test('behaves as a promise in every respect', async () => {
    const server = await startServer({ body: { id: 'job_1' } });
    const call = clientOf(server).client.getJob('job_1');
    expect(String(call)).toBe('[object ApiPromise]');
    expect(call).toBeInstanceOf(Promise);
    expect(types.isPromise(call)).toBe(true);
    expect(await Promise.all([call, Promise.race([call])])).toEqual([
      { id: 'job_1' },
      { id: 'job_1' },
    ]);
    expect(await call.then()).toEqual({ id: 'job_1' });
    expect(await call.catch(() => 'caught')).toEqual({ id: 'job_1' });
  });
});

describe('an error of the service', () => {
  test('carries everything in the error envelope', async () => {
    const details = [
      { field: 'files_needed', message: 'must be at least 1' },
      { field: 'location.lat', message: 'must be at most 90' },
    ];
    const error = {
      type: 'validation_error',
      message: 'two fields are wrong',
      request_id: 'req_x',
      details,
    };
    const server = await startServer({ status: 400, body: { error } });
    const thrown = await clientOf(server)
      .client.createJob(JOB_BODY)
      .catch((reason) => reason);
    expect(thrown).toBeInstanceOf(FirstHandApiError);
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).toMatchObject({
      name: 'FirstHandApiError',
      message: 'two fields are wrong',
      status: 400,
      type: 'validation_error',
      requestId: 'req_01HV8Z3K2M4N5P6Q7R8S9T0VWX',
      retryable: false,
      details,
      operationId: 'createJob',
      attempts: 1,
    });
    expect(thrown.idempotencyKey).toMatch(/^[\da-f-]{36}$/);
    expect(thrown.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  test('keeps an error type that this version does not know', async () => {
    const server = await startServer({ status: 418, body: errorBody('teapot') });
    await expect(clientOf(server).client.getSettings()).rejects.toMatchObject({ type: 'teapot' });
  });

  test.each([
    [500, '', 'internal_error'],
    [502, '<html>Bad Gateway</html>', 'bad_gateway'],
    [503, 'null', 'service_unavailable'],
    [429, '{"error":"slow down"}', 'rate_limit_exceeded'],
    [404, '[]', 'unknown_error'],
    [418, '{"error":null}', 'unknown_error'],
  ])('derives the error type from status %i when the body is %j', async (status, body, type) => {
    const server = await startServer({ status, body });
    const call = clientOf(server, { maxRetries: 0 }).client.getSettings();
    const error = await call.catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandApiError);
    expect(error).toMatchObject({ status, type });
    expect(error.message).toContain(String(status));
  });

  test.each([
    [
      'text/html',
      '<html><head><title>Access denied</title></head>\n<b>by policy 7</b></html>',
      'Access denied by policy 7',
    ],
    ['application/json', '{"message":"Forbidden by the gateway"}', 'Forbidden by the gateway'],
    [
      'text/plain',
      `blocked: key fh_live_sk_Vb55nM31 ${'x'.repeat(500)}`,
      'blocked: key fh_live_sk_[redacted]',
    ],
    ['application/json', '{"error":{"type":{"a":1},"message":{"b":2}}}', '"b":2'],
  ])('shows what a proxy answered as %s, shortened and redacted', async (kind, body, part) => {
    const server = await startServer({ status: 403, headers: { 'content-type': kind }, body });
    const error = await clientOf(server)
      .client.getSettings()
      .catch((reason) => reason);
    expect(error).toMatchObject({ name: 'FirstHandApiError', status: 403, type: 'unknown_error' });
    expect(error.message.replaceAll(/ +/g, ' ')).toContain(part);
    expect(error.message).toContain(kind);
    expect(error.message.length).toBeLessThan(300);
  });

  test.each(['null', '"ok"', '1', 'true'])(
    'refuses %s where the API returns an object',
    async (body) => {
      const server = await startServer({ body });
      const error = await clientOf(server)
        .client.getJob('job_1')
        .catch((reason) => reason);
      expect(error).toBeInstanceOf(FirstHandParseError);
      expect(error).toMatchObject({ status: 200, attempts: 1, operationId: 'getJob' });
      expect(error.message).toContain('not API JSON: check baseUrl and proxies');
    },
  );

  test('does not take 304 for a redirect', async () => {
    const server = await startServer({ status: 304, body: '' });
    await expect(clientOf(server).client.getSettings()).rejects.toThrow('Unexpected status 304');
  });

  test('returns the outcome as a value from safe()', async () => {
    const server = await startServer(
      { body: { id: 'job_1' } },
      { status: 404, body: errorBody('not_found') },
    );
    const { client } = clientOf(server);
    expect(await client.getJob('job_1').safe()).toEqual({ ok: true, data: { id: 'job_1' } });
    const missing = await client.getJob('job_2').safe();
    expect(missing).toMatchObject({ ok: false, error: { type: 'not_found', status: 404 } });
  });

  test('prints type, status, request id, fields and a documentation link', async () => {
    const error = {
      type: 'validation_error',
      message: 'wrong',
      details: [{ field: 'a.b', message: 'no' }],
    };
    const server = await startServer({ status: 400, body: { error } });
    const thrown = await clientOf(server)
      .client.createJob(JOB_BODY)
      .catch((reason) => reason);
    const printed = inspect(thrown);
    for (const part of [
      'FirstHandApiError: wrong',
      'validation_error',
      'status 400',
      'createJob',
      'req_01HV',
      '#errors',
      'a.b: no',
      'at ',
    ]) {
      expect(printed).toContain(part);
    }
  });

  test('reveals no key, body or cookie, printed or as JSON', async () => {
    const server = await startServer({
      status: 400,
      headers: { 'set-cookie': 'session=sesame' },
      body: errorBody('validation_error', `the key ${TEST_KEY} is fine`),
    });
    const body = { ...JOB_BODY, description: 'a very private description' };
    const thrown = await clientOf(server)
      .client.createJob(body)
      .catch((reason) => reason);
    for (const text of [inspect(thrown), JSON.stringify(thrown), String(thrown), thrown.stack]) {
      expect(text).not.toContain(TEST_KEY);
      expect(text).not.toContain('private');
      expect(text).not.toContain('sesame');
    }
    expect(JSON.parse(JSON.stringify(thrown))).toMatchObject({
      type: 'validation_error',
      status: 400,
    });
  });

  test('recognises errors of another copy of this package, where instanceof fails', async () => {
    const built = new URL('../dist/index.js', import.meta.url).href;
    const copy: typeof import('../src/index.ts') = await import(built);
    const foreign = (() => {
      try {
        return new copy.FirstHandClient({ apiKey: '' });
      } catch (error) {
        return error;
      }
    })();
    expect(foreign).not.toBeInstanceOf(FirstHandError);
    expect(isFirstHandError(foreign)).toBe(true);
    for (const other of [new Error('x'), null, undefined, 'text', {}]) {
      expect(isFirstHandError(other)).toBe(false);
    }
  });
});

describe('a response that the API does not send', () => {
  test.each([
    [
      'HTML with status 200',
      { headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' },
      'text/html',
    ],
    ['an empty 200', { body: '' }, 'empty'],
    ['broken JSON', { body: '{"id":' }, 'application/json'],
  ])('reports %s as a parse error with status and request id', async (_what, response, part) => {
    const server = await startServer(response);
    const error = await clientOf(server)
      .client.getSettings()
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandParseError);
    expect(error).toMatchObject({ type: 'parse_error', status: 200, retryable: false });
    expect(error.requestId).toMatch(/^req_/);
    expect(error.message).toContain(part);
    expect(error.message).not.toContain('Welcome');
    expect(server.received).toHaveLength(1);
  });

  test('does not follow a redirect, so that the key stays with the API', async () => {
    const elsewhere = await startServer({ body: { id: 'job_1' } });
    const server = await startServer({
      status: 307,
      headers: { location: `${elsewhere.url}/v1/jobs` },
    });
    const error = await clientOf(server)
      .client.createJob(JOB_BODY)
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandParseError);
    expect(error).toMatchObject({ status: 307, attempts: 1 });
    expect(elsewhere.received).toEqual([]);
  });

  test('validates responses against a given schema and names invalid fields', async () => {
    const schema = {
      '~standard': {
        validate: (value: unknown) =>
          (value as { id?: unknown }).id === 'org_1'
            ? {}
            : {
                issues: [
                  { message: 'must be an id', path: ['id'] },
                  { message: 'too odd', path: [{ key: 'a' }, 0] },
                ],
              },
      },
    };
    const server = await startServer({ body: { id: 'org_1' } }, { body: { id: 7 } });
    const { client } = clientOf(server, { validateResponses: { getSettings: schema } });
    await expect(client.getSettings()).resolves.toEqual({ id: 'org_1' });
    const error = await client.getSettings().catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandParseError);
    expect(error.message).toContain('id: must be an id; a.0: too odd');
  });
});
