import { inspect, types } from 'node:util';
import {
  type CallVector,
  type ErrorVector,
  type ResponseVector,
  readVectors,
  type VectorCase,
} from '@firsthandapi/test-support/vectors';
import { describe, expect, test } from 'vitest';
import {
  FirstHandApiError,
  FirstHandError,
  FirstHandParseError,
  isFirstHandError,
} from '../src/index.ts';
import { clientOf, errorBody, JOB_BODY, startServer, TEST_KEY } from './scripted-server.ts';
import { callOf, expectError } from './vectors.ts';

interface ParsingVector extends CallVector {
  readonly response: ResponseVector;
  readonly data?: unknown;
  readonly error?: ErrorVector;
}
interface FailureVector extends VectorCase {
  readonly response: ResponseVector;
  readonly error: ErrorVector;
}

const { cases: parsings } = readVectors<{ cases: ParsingVector[] }>('parsing');
const { cases: errors } = readVectors<{ cases: FailureVector[] }>('errors');

describe('a successful response', () => {
  test('resolves to the data when awaited', async () => {
    const server = await startServer({ body: { id: 'job_1', object: 'job' } });
    expect(await clientOf(server).client.getJob('job_1')).toEqual({ id: 'job_1', object: 'job' });
  });

  test.each(parsings)('reads as specified: $name', async (vector) => {
    const server = await startServer(vector.response);
    const outcome = await callOf<Promise<unknown>>(clientOf(server).client, vector).catch(
      (reason: Error) => reason,
    );
    if (!vector.error) expect(outcome).toEqual(vector.data ?? undefined);
    else {
      expectError(outcome, vector.error);
      expect(outcome).toMatchObject({ attempts: 1, operationId: vector.operation });
      expect((outcome as Error).message).not.toContain('Welcome');
      expect(server.received).toHaveLength(1);
    }
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
  test.each(errors)('becomes the error that is specified: $name', async ({ response, error }) => {
    const server = await startServer((_request, sent) => {
      sent.writeHead(response.status, response.headers).end(response.body);
    });
    const call = clientOf(server, { maxRetries: 0 }).client.getSettings();
    expectError(await call.catch((reason) => reason), error);
    expect(server.received).toHaveLength(1);
  });

  test('carries what is known of the call', async () => {
    const server = await startServer({ status: 400, body: errorBody('validation_error') });
    const thrown = await clientOf(server)
      .client.createJob(JOB_BODY)
      .catch((reason) => reason);
    expect(thrown).toBeInstanceOf(FirstHandApiError);
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).toMatchObject({
      name: 'FirstHandApiError',
      operationId: 'createJob',
      attempts: 1,
    });
    expect(thrown.idempotencyKey).toMatch(/^[\da-f-]{36}$/);
    expect(thrown.headers).toMatchObject({ 'content-type': 'application/json' });
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

test('shows what a gateway wrote for people without its markup and gaps', async () => {
  const page = '<html>\n  <body>\n    <h1>502</h1>  <p>Bad gateway</p>\n</body></html>';
  const server = await startServer({
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: page,
  });
  const error = await clientOf(server, { maxRetries: 0 }).client.getSettings().catch(String);
  expect(error).toMatch(/HTTP 502 without an API error \(text\/html\): {1,2}502 Bad gateway /);
});
