import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FirstHandClient, FirstHandConfigurationError } from '../src/index.ts';
import { createMockClient } from '../src/testing.ts';
import { clientOf, JOB_BODY, startServer, TEST_KEY } from './scripted-server.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** Returns what a function throws, or undefined. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('the API key', () => {
  test('reads the key from FIRSTHAND_API_KEY when none is given', async () => {
    vi.stubEnv('FIRSTHAND_API_KEY', TEST_KEY);
    const server = await startServer({ body: {} });
    await new FirstHandClient({ apiKey: undefined, baseUrl: server.url }).getSettings();
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${TEST_KEY}`);
  });

  test.each([
    ['neither given nor set', undefined, ''],
    ['given as an empty text', '', TEST_KEY],
  ])('throws one clear error when the key is %s', (_when, apiKey, environment) => {
    vi.stubEnv('FIRSTHAND_API_KEY', environment);
    const error = thrownBy(() => new FirstHandClient({ apiKey }));
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect(error).toMatchObject({ type: 'configuration_error' });
    expect((error as Error).message).toContain('FIRSTHAND_API_KEY');
  });

  test.each([`${TEST_KEY}\n`, ` ${TEST_KEY}`, `${TEST_KEY} x`, 'fh_test_sk_ä'])(
    'rejects a malformed key without showing it: %j',
    (apiKey) => {
      const error = thrownBy(() => new FirstHandClient({ apiKey }));
      expect(error).toBeInstanceOf(FirstHandConfigurationError);
      expect(String(error)).not.toContain('4fT9kQ');
    },
  );

  test('calls an apiKey function before every attempt', async () => {
    const server = await startServer({ status: 500 }, { body: {} });
    let asked = 0;
    const { client } = clientOf(server, { apiKey: async () => `fh_test_sk_${++asked}` });
    await client.getSettings();
    const keys = server.received.map(({ headers }) => headers.authorization);
    expect(keys).toEqual(['Bearer fh_test_sk_1', 'Bearer fh_test_sk_2']);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('vault is down');
      },
      'vault is down',
    ],
    ['gives nothing', () => '', 'FIRSTHAND_API_KEY'],
  ])('fails without a retry when the apiKey function %s', async (_what, apiKey, part) => {
    const server = await startServer({ body: {} });
    const error = await clientOf(server, { apiKey })
      .client.getSettings()
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect(`${error.message} ${error.cause}`).toContain(part);
    expect(server.received).toEqual([]);
  });

  test('allows no key for signup alone, which never sends one', async () => {
    const server = await startServer({ status: 201, body: { api_key: 'fh_live_sk_new' } });
    const { client } = clientOf(server, { apiKey: null });
    await client.signup({ name: 'Example', email: 'dev@example.com' });
    await expect(client.getSettings()).rejects.toThrow('FIRSTHAND_API_KEY');
    await clientOf(server).client.signup({ name: 'Example', email: 'dev@example.com' });
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('switches the key in place', async () => {
    const server = await startServer({ body: {} });
    const { client } = clientOf(server);
    client.useApiKey('fh_test_sk_second');
    await client.getSettings();
    expect(server.received[0]?.headers.authorization).toBe('Bearer fh_test_sk_second');
    expect(() => client.useApiKey('')).toThrow(FirstHandConfigurationError);
  });

  test('switches to the rotated key when rotateApiKey is asked to', async () => {
    const server = await startServer({ body: { id: 'key_1', secret: 'fh_test_sk_rotated' } });
    const { client } = clientOf(server);
    await client.rotateApiKey('key_1');
    await client.rotateApiKey('key_1', { useNewKey: true });
    await client.getSettings();
    const keys = server.received.map(({ headers }) => headers.authorization);
    expect(keys).toEqual([`Bearer ${TEST_KEY}`, `Bearer ${TEST_KEY}`, 'Bearer fh_test_sk_rotated']);
  });

  test('does not print the key with the client', () => {
    const client = new FirstHandClient({ apiKey: TEST_KEY });
    expect(JSON.stringify(client)).not.toContain('4fT9kQ');
    expect(Object.keys(client)).toEqual([]);
  });
});

describe('a wrong kind of key', () => {
  test.each([
    ['a newline at its end', `${TEST_KEY}\n`],
    ['a carriage return', `${TEST_KEY}\r`],
    ['a space', ` ${TEST_KEY}`],
    ['quotes', `"${TEST_KEY}"`],
  ])('names what no key has when the key came with %s', (_what, apiKey) => {
    expect(() => new FirstHandClient({ apiKey })).toThrow(
      'Invalid apiKey: a key has no space, newline or quote',
    );
  });

  test.each([
    ['whsec_4fT9kQ2mZx7L', 'whsec'],
    ['key_01HV8Z3K2M4N5P6Q7R8S9T0VWX', 'key'],
    ['sk_test_4fT9kQ2mZx7L', 'sk'],
    ['pk_live_4fT9kQ2mZx7L', 'pk'],
    ['rk_live_4fT9kQ2mZx7L', 'rk'],
  ])('names a wrong kind of key by its prefix alone: %s', (apiKey, prefix) => {
    const error = thrownBy(() => new FirstHandClient({ apiKey })) as Error;
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect(error.message).toContain(`not with ${prefix}`);
    expect(error.message).toContain('fh_test_');
    expect(error.message).not.toContain(apiKey.slice(-8));
  });
});

describe('the base URL', () => {
  test('takes a URL object', async () => {
    const server = await startServer({ body: {} });
    const baseUrl = new URL(server.url) as never;
    await new FirstHandClient({ apiKey: TEST_KEY, baseUrl }).getSettings();
    expect(server.received[0]?.url).toBe('/v1/organization/settings');
  });

  test('reads the base URL from FIRSTHAND_BASE_URL when none is given', async () => {
    const server = await startServer({ body: {} });
    vi.stubEnv('FIRSTHAND_BASE_URL', server.url);
    await new FirstHandClient({ apiKey: TEST_KEY }).getSettings();
    expect(server.received).toHaveLength(1);
    vi.stubEnv('FIRSTHAND_BASE_URL', 'http://127.0.0.1:1');
    await new FirstHandClient({ apiKey: TEST_KEY, baseUrl: server.url }).getSettings();
    expect(server.received).toHaveLength(2);
  });

  test.each(['https://api.firsthandapi.com/v1', 'https://api.firsthandapi.com/v1//'])(
    'rejects the base URL %s, and names the fix',
    (baseUrl) => {
      const create = () => new FirstHandClient({ apiKey: TEST_KEY, baseUrl });
      expect(create).toThrow('leave out /v1');
    },
  );
});

describe('an unknown option', () => {
  const { client } = createMockClient();
  test.each<[string, () => unknown]>([
    ['of the client', () => new FirstHandClient({ apiKey: TEST_KEY, apikey: 'x' } as never)],
    ['of a call', () => client.getJob('job_1', { apikey: 'x' } as never)],
    ['of waitForJob', () => client.waitForJob('job_1', { apikey: 'x' } as never)],
    ['of createJobAndWait', () => client.createJobAndWait(JOB_BODY, { apikey: 'x' } as never)],
    ['of downloadFile', () => client.downloadFile('file_1', { apikey: 'x' } as never)],
    [
      'of downloadJobFiles',
      () => client.downloadJobFiles('job_1', { to: '', apikey: 'x' } as never),
    ],
  ])('names an unknown option %s', async (_where, call) => {
    const error = await (async (): Promise<unknown> => call())().catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect((error as Error).message).toContain('Unknown option apikey');
  });

  test('accepts an unknown option that is undefined', () => {
    expect(
      () => new FirstHandClient({ apiKey: TEST_KEY, other: undefined } as never),
    ).not.toThrow();
  });

  test.each([undefined, {}, { to: '' }, { to: new URL('file:///tmp/photos') }])(
    'names the folder that downloadJobFiles lacks before it asks the service: %o',
    async (options) => {
      const fetch = vi.fn();
      const error = await new FirstHandClient({ apiKey: TEST_KEY, fetch })
        .downloadJobFiles('job_1', options as never)
        .catch((reason) => reason);
      expect(error).toMatchObject({
        type: 'configuration_error',
        message: 'Invalid to: pass the path of a folder',
      });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  test('names the options object when given null', () => {
    expect(() => new FirstHandClient(null as never)).toThrow('Invalid options: pass { apiKey }');
  });

  test('reports a bare key as the missing options object, without showing the key', () => {
    const error = thrownBy(() => new FirstHandClient(TEST_KEY as never)) as Error;
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect(error.message).toContain('{ apiKey }');
    expect(error.message).not.toContain('4fT9kQ');
  });
});

describe('a web page', () => {
  test.each([TEST_KEY, 'fh_live_sk_abc'])('refuses the key %s in a web page', (apiKey) => {
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {});
    const error = thrownBy(() => new FirstHandClient({ apiKey }));
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect(String(error)).toContain('dangerouslyAllowBrowser');
  });

  test('refuses a secret key from a function in a web page', async () => {
    vi.stubGlobal('document', {});
    const client = new FirstHandClient({ apiKey: () => TEST_KEY });
    await expect(client.getSettings()).rejects.toThrow('dangerouslyAllowBrowser');
  });

  test('allows a web page to use a key when told to, or when the key is not secret', async () => {
    vi.stubGlobal('document', {});
    const server = await startServer({ body: {} });
    await clientOf(server, { dangerouslyAllowBrowser: true }).client.getSettings();
    await clientOf(server, { apiKey: 'session-token' }).client.getSettings();
    expect(server.received).toHaveLength(2);
    // A browser sends its own User-Agent; another one would cost a preflight request.
    expect(server.received[0]?.headers['user-agent']).not.toContain('firsthandapi');
  });
});

describe('options', () => {
  test.each([
    [{ timeout: 0 }, 'timeout'],
    [{ timeout: Number.NaN }, 'timeout'],
    [{ totalTimeout: -1 }, 'totalTimeout'],
    [{ maxRetries: -1 }, 'maxRetries'],
    [{ maxRetryAfter: '60' as unknown as number }, 'maxRetryAfter'],
    [{ baseUrl: 'api.firsthandapi.com' }, 'baseUrl'],
    [{ baseUrl: 'ftp://api.firsthandapi.com' }, 'baseUrl'],
    [{ baseUrl: 'https://user:secret@api.firsthandapi.com' }, 'baseUrl'],
    [{ baseUrl: 'https://api.firsthandapi.com/?x=1' }, 'baseUrl'],
    [{ defaultHeaders: { 'x-ok': 'line\nbreak' } }, 'x-ok'],
    [{ defaultHeaders: { 'not a name': 'x' } }, 'not a name'],
  ])('rejects %j by name', (options, name) => {
    const error = thrownBy(() => new FirstHandClient({ apiKey: TEST_KEY, ...options }));
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect((error as Error).message).toContain(name);
    expect((error as Error).message).not.toContain('user:secret');
  });

  test('rejects invalid options of one call by name, without a request', async () => {
    const server = await startServer({});
    const { client } = clientOf(server);
    const calls = [
      [client.getSettings({ timeout: -5 }), 'timeout'],
      [client.getJob('job_1', { wait: 61 }), 'wait'],
      [client.createJob(JOB_BODY, { idempotencyKey: 'line\nbreak' }), 'idempotency-key'],
      [client.getSettings({ headers: { 'x-a': '\u2603' } }), 'x-a'],
    ] as const;
    for (const [call, name] of calls) {
      const error = await call.catch((reason) => reason);
      expect(error).toBeInstanceOf(FirstHandConfigurationError);
      expect(error.message).toContain(name);
    }
    expect(server.received).toEqual([]);
  });

  test.each([{ order: 7 }, 7, '', ' '])(
    'refuses the idempotency key %j, which would be one for all calls or none',
    async (idempotencyKey) => {
      const server = await startServer({});
      const options = { idempotencyKey: idempotencyKey as string };
      const error = await clientOf(server)
        .client.createJob(JOB_BODY, options)
        .catch((reason) => reason);
      expect(error).toBeInstanceOf(FirstHandConfigurationError);
      expect(error.message).toBe('Invalid idempotencyKey: pass a string');
      expect(server.received).toEqual([]);
    },
  );

  test('treats undefined options as left out', async () => {
    const server = await startServer({ body: { data: [] } });
    const { client } = clientOf(server, {
      timeout: undefined,
      maxRetries: undefined,
      fetch: undefined,
      logger: undefined,
      logLevel: undefined,
      middleware: undefined,
      defaultHeaders: undefined,
      appInfo: undefined,
    });
    await client.listJobs(
      { status: undefined, limit: undefined },
      { signal: undefined, timeout: undefined },
    );
    expect(server.received[0]?.url).toBe('/v1/jobs');
  });

  test('merges the headers of a call over those of the client, and null removes one', async () => {
    const server = await startServer({ body: {} });
    const { client } = clientOf(server, {
      defaultHeaders: { 'X-Team': 'maps', 'X-Trace': 'on', 'User-Agent': null },
      appInfo: { name: 'atlas', version: '2.1' },
    });
    await client.getSettings({
      headers: { 'x-team': 'search', 'x-trace': null, 'x-more': undefined },
    });
    const { headers } = server.received[0] ?? {};
    expect(headers).toMatchObject({ 'x-team': 'search', accept: 'application/json' });
    expect(headers).not.toHaveProperty('x-trace');
    expect(headers).not.toHaveProperty('x-more');
    expect(headers?.['user-agent']).not.toContain('firsthandapi');
  });

  test('adds appInfo to the User-Agent, and reveals nothing about the machine', async () => {
    const server = await startServer({ body: {} });
    await clientOf(server, { appInfo: { name: 'atlas', version: '2.1' } }).client.getSettings();
    const { headers = {} } = server.received[0] ?? {};
    expect(headers['user-agent']).toMatch(/^firsthandapi-sdk\/\S+ atlas\/2\.1$/);
    expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
  });

  test.each([
    ['店舗アプリ', undefined],
    ['Shop — beta', '1\n'],
    ['half a \ud83d', '\x7f'],
    ['🦊', ''],
  ])('accepts any application name: %j', async (name, version) => {
    const server = await startServer({ body: {} });
    const { client } = clientOf(server, { appInfo: { name, version } });
    await client.getSettings();
    await client.getSettings({ headers: {} });
    for (const { headers } of server.received) {
      expect(headers['user-agent']).toMatch(/^firsthandapi-sdk\/\S+ [\x20-\x7e]+\/[\x20-\x7e]*$/);
    }
    expect(server.received).toHaveLength(2);
  });

  test('accepts a baseUrl with a path and trailing slashes', async () => {
    const server = await startServer({ body: {} });
    const client = new FirstHandClient({ apiKey: TEST_KEY, baseUrl: `${server.url}/proxy//` });
    await client.getSettings();
    expect(server.received[0]?.url).toBe('/proxy/v1/organization/settings');
  });

  test('looks fetch up on each call, so that it can be replaced later', async () => {
    const client = new FirstHandClient({ apiKey: TEST_KEY });
    vi.stubGlobal('fetch', async () => new Response('{"id":"replaced"}'));
    expect(await client.getSettings()).toEqual({ id: 'replaced' });
  });

  test('calls fetch with a URL and plain options, without a receiver', async () => {
    const seen: unknown[] = [];
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      async fetch(this: unknown, ...given) {
        seen.push(this, ...given);
        return new Response('{}');
      },
    });
    await client.createJob(JOB_BODY);
    expect(seen[0]).toBeUndefined();
    expect(seen[1]).toBe('https://api.firsthandapi.com/v1/jobs');
    expect(seen[2]).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      body: JSON.stringify(JOB_BODY),
    });
  });
});

describe('arguments', () => {
  test.each(['', '.', '..', undefined, null, 7, {}])('rejects the id %j', async (id) => {
    const server = await startServer({});
    const error = await clientOf(server)
      .client.getJob(id as string)
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect(error.message).toContain('Invalid id');
    expect(server.received).toEqual([]);
  });

  test.each([
    ['../api_keys', '/v1/jobs/..%2Fapi_keys'],
    ['a/b?c#d', '/v1/jobs/a%2Fb%3Fc%23d'],
    ['%2e%2e', '/v1/jobs/%252e%252e'],
    ['ö ü', '/v1/jobs/%C3%B6%20%C3%BC'],
  ])('keeps the id %j within its part of the path', async (id, url) => {
    const server = await startServer({ body: {} });
    await clientOf(server).client.getJob(id);
    expect(server.received[0]?.url).toBe(url);
  });

  test('writes a date in a query as ISO 8601, without empty parameters', async () => {
    const server = await startServer({ body: { data: [] } });
    const start_date = new Date('2026-03-18T00:00:00Z') as unknown as string;
    await clientOf(server).client.listAuditEvents({
      start_date,
      action: 'a&b=c',
      cursor: undefined,
    });
    expect(server.received[0]?.url).toBe(
      '/v1/audit-events?start_date=2026-03-18T00%3A00%3A00.000Z&action=a%26b%3Dc',
    );
  });

  test('writes a Date of another realm as ISO 8601, as under Jest', async () => {
    const server = await startServer({ body: { data: [] } });
    const start_date = runInNewContext("new Date('2026-03-18T00:00:00Z')");
    await clientOf(server).client.listAuditEvents({ start_date });
    expect(server.received[0]?.url).toBe(
      '/v1/audit-events?start_date=2026-03-18T00%3A00%3A00.000Z',
    );
  });

  test.each([{ a: 1 }, [{ a: 1 }], new Map()])(
    'rejects %j in a query, which has no text for it, and names the parameter',
    async (value) => {
      const server = await startServer({});
      const error = await clientOf(server)
        .client.listJobs({ status: value as never })
        .catch((reason) => reason);
      expect(error).toMatchObject({ type: 'configuration_error', operationId: 'listJobs' });
      expect(error.message).toBe('Invalid status: a query takes no object');
      expect(server.received).toEqual([]);
    },
  );

  test.each([
    [
      'refers to itself',
      () => {
        const body: Record<string, unknown> = {};
        body.self = body;
        return body;
      },
    ],
    ['holds a BigInt', () => ({ files_needed: 3n })],
  ])('rejects a body that %s as a configuration error', async (_what, make) => {
    const server = await startServer({});
    const error = await clientOf(server)
      .client.createJob(make() as never)
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandConfigurationError);
    expect(error.message).toContain('createJob');
    expect(server.received).toEqual([]);
  });

  test('rejects an id with half a surrogate pair as a configuration error', async () => {
    const server = await startServer({});
    await expect(clientOf(server).client.getJob('\ud800')).rejects.toBeInstanceOf(
      FirstHandConfigurationError,
    );
  });

  test('sends no body for an operation without one', async () => {
    const server = await startServer({ body: {} });
    const { client } = clientOf(server);
    await client.cancelJob('job_1');
    await client.createDataExport();
    for (const { method, body, headers } of server.received) {
      expect({ method, body }).toEqual({ method: 'POST', body: '' });
      expect(headers).not.toHaveProperty('content-type');
    }
  });
});
