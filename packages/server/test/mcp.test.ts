import { request as httpRequest } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { JOB, liftLimits, startTestServer, type TestServer } from './support/test-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(sqlite);
  await liftLimits(server);
});
afterAll(() => server.close());

async function connect(
  key: string,
  headers: Readonly<Record<string, string>> = {},
  mode = 'auto',
): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' }, {
    versionNegotiation: { mode },
  } as ConstructorParameters<typeof Client>[1]);
  const requestInit = { headers: { Authorization: `Bearer ${key}`, ...headers } };
  const url = new URL(`${server.url}/mcp`);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
  onTestFinished(() => client.close());
  return client;
}

async function call(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
  const text = (content as { text: string }[]).map((part) => part.text).join('\n');
  // biome-ignore lint/suspicious/noExplicitAny: each tool has its own form
  return { text, isError: isError === true, data: structuredContent as any };
}

const TOOLS_LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

function post(headers: Readonly<Record<string, string>>, body = TOOLS_LIST): Promise<Response> {
  return fetch(`${server.url}/mcp`, { method: 'POST', headers: { ...HEADERS, ...headers }, body });
}

describe('assistants at /mcp', () => {
  it.each([
    ['auto', '2026-07-28'],
    ['legacy', '2025-11-25'],
  ])('creates and follows a job, with the protocol %s', async (mode, version) => {
    const client = await connect(server.test, {}, mode);
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(11);
    const { data } = await call(client, 'create_job', { ...JOB, repeat: mode });
    expect(data).toMatchObject({ created: true, environment: 'test' });
    const found = await call(client, 'get_job', { job_id: data.job.id });
    expect(found.data.job.id).toBe(data.job.id);
    const listed = await server.call('GET', `/v1/jobs/${data.job.id}`, { key: server.test });
    expect(listed.status).toBe(200);
  });

  it('reports progress while it waits for a job', async () => {
    const client = await connect(server.test);
    const { data } = await call(client, 'create_job', { ...JOB, repeat: 'progress' });
    const seen: unknown[] = [];
    const given = { job_id: data.job.id, timeout_seconds: 1 };
    await client.callTool(
      { name: 'wait_for_job', arguments: given },
      { onprogress: (progress) => seen.push(progress) },
    );
    expect(seen).toContainEqual(expect.objectContaining({ total: 1 }));
  });

  it('spends live credits only with the header of the user and the exact cost', async () => {
    const given = { ...JOB, confirm_cost_cents: 10 };
    const broke = await call(await connect(server.live), 'create_job', given);
    expect([broke.isError, broke.text]).toEqual([
      true,
      expect.stringContaining('FirstHand-Max-Spend-Cents'),
    ]);
    for (const budget of ['10 ', ' 10']) {
      const client = await connect(server.live, { 'FirstHand-Max-Spend-Cents': budget });
      const answer = await call(client, 'create_job', { ...given, confirm_cost_cents: 9 });
      expect(answer.isError).toBe(true);
    }
    const balance = () => server.call('GET', '/v1/billing/credits', { key: server.live });
    expect((await balance()).body.held_cents).toBe(0);
    const funded = await connect(server.live, { 'FirstHand-Max-Spend-Cents': '15' });
    expect((await call(funded, 'create_job', JOB)).data.created).toBe(false);
    expect((await balance()).body.held_cents).toBe(0);
    expect((await call(funded, 'create_job', given)).data.created).toBe(true);
    const more = await call(funded, 'create_job', { ...given, repeat: 'again' });
    expect([more.isError, more.text]).toEqual([true, expect.stringContaining('10 are spent')]);
    expect((await balance()).body.held_cents).toBe(10);
  });

  it('refuses a budget that is not a whole number, and says how to write it', async () => {
    for (const budget of ['-1', 'Infinity', '1e9', '25.00', '$25', '0x10', '', '0, 10']) {
      const response = await post({
        Authorization: `Bearer ${server.live}`,
        'FirstHand-Max-Spend-Cents': budget,
      });
      expect([budget, response.status, await response.json()]).toEqual([
        budget,
        400,
        {
          error: {
            type: 'validation_error',
            message:
              'FirstHand-Max-Spend-Cents must be a whole number of US cents, such as 2500 for $25.00',
            request_id: null,
          },
        },
      ]);
    }
  });

  it('shows one organization nothing of another', async () => {
    const { data } = await call(await connect(server.test), 'create_job', {
      ...JOB,
      repeat: 'isolation',
    });
    const signup = await server.call('POST', '/v1/auth/signup', {
      body: { name: 'Other', email: 'other@example.com' },
    });
    const other = await connect(signup.body.api_key);
    expect((await call(other, 'list_jobs')).data.jobs).toEqual([]);
    for (const name of ['get_job', 'list_files', 'cancel_job']) {
      const answer = await call(other, name, { job_id: data.job.id });
      expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('not_found')]);
    }
  });

  it('lists only the tools that the key may use', async () => {
    const { body } = await server.call('POST', '/v1/api_keys', {
      key: server.live,
      body: { name: 'reader', environment: 'test', scopes: ['billing:read'] },
    });
    const client = await connect(body.secret);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['get_balance']);
  });
});

describe('requests to /mcp that are refused', () => {
  it.each([{}, { authorization: 'Bearer nonsense' }, { authorization: 'Basic abc' }])(
    'asks for a key when the request has %j',
    async (headers) => {
      const response = await post(headers as Record<string, string>);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({ error: { type: 'authentication_error' } });
    },
  );

  it.each(['GET', 'DELETE', 'PUT'])('has no sessions to %s', async (method) => {
    const headers = { Authorization: `Bearer ${server.test}` };
    const response = await fetch(`${server.url}/mcp`, { method, headers });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('refuses a body of more than 256 KiB without reading it to its end', async () => {
    const headers = { authorization: `Bearer ${server.test}` };
    const response = await post(headers, `${' '.repeat(262_144)}${TOOLS_LIST}`);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { type: 'payload_too_large' } });
  });

  it.each(['', ' \n', '\ufeff'])(
    'refuses several messages in one request, after %j',
    async (before) => {
      const headers = { authorization: `Bearer ${server.test}` };
      const response = await post(headers, `${before}[${TOOLS_LIST},${TOOLS_LIST}]`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: { code: -32_600, message: expect.stringContaining('one message') },
      });
    },
  );

  it('refuses the page of another site, and a name that is not the server’s', async () => {
    const authorization = `Bearer ${server.test}`;
    const page = await post({ authorization, origin: 'https://evil.example' });
    expect(page.status).toBe(403);
    const { port } = new URL(server.url);
    const headers = { ...HEADERS, authorization, host: 'evil.example' };
    const status = await new Promise((resolve) => {
      const options = { host: '127.0.0.1', port, path: '/mcp', method: 'POST', headers };
      httpRequest(options, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end(TOOLS_LIST);
    });
    expect(status).toBe(403);
  });

  it('is a 404 when it is turned off', async () => {
    const off = await startTestServer(sqlite, { mcp: false });
    onTestFinished(() => off.close());
    const answer = await off.call('POST', '/mcp', { key: off.test, body: {} });
    expect([answer.status, answer.body.error.type]).toEqual([404, 'not_found']);
  });
});
