import { describe, expect, test, vi } from 'vitest';
import { type File, FirstHandClient, type Logger, type Middleware } from '../src/index.ts';
import { undiciFetch } from '../src/undici.ts';
import { clientOf, JOB_BODY, startServer, TEST_KEY } from './scripted-server.ts';

const fail = (): never => {
  throw new Error('write after end');
};

describe('a logger', () => {
  test.each<[string, object]>([
    ['throws', { info: fail, debug: fail, warn: fail, error: fail }],
    ['rejects', { info: async () => fail(), debug: async () => fail(), warn: async () => fail() }],
    ['lacks every level', {}],
    ['is a proxy that throws', new Proxy({}, { get: fail })],
  ])('keeps the outcome of a call when its logger %s', async (_how, logger) => {
    let created = 0;
    const headers = { sunset: 'Thu, 31 Dec 2026 23:59:59 GMT' };
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      logLevel: 'debug',
      logger: logger as Logger,
      fetch: async () => Response.json({ id: `job_${++created}` }, { status: 201, headers }),
    });
    await expect(client.createJob(JOB_BODY)).resolves.toEqual({ id: 'job_1' });
    expect(created).toBe(1);
  });

  test('calls a logger with itself as the receiver', async () => {
    class Lines {
      readonly lines: string[] = [];
      error(line: string): void {
        this.lines.push(line);
      }
      warn = this.error;
      info(line: string): void {
        this.lines.push(line);
      }
      debug = this.error;
    }
    const logger = new Lines();
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      logLevel: 'info',
      logger,
      fetch: async () => Response.json({}),
    });
    await client.getSettings();
    expect(logger.lines).toHaveLength(1);
  });
});

describe('middleware that reads the body', () => {
  const reading = (
    read: (response: Response) => Promise<unknown>,
    seen: unknown[],
  ): Middleware[] => [
    async (request, next) => {
      const response = await next(request);
      seen.push(await read(response as unknown as Response));
      return response;
    },
  ];

  test.each<[string, (response: Response) => Promise<unknown>, unknown]>([
    ['text', (response) => response.text(), '{"id":"job_1"}'],
    ['json', (response) => response.json(), { id: 'job_1' }],
    ['clone', (response) => response.clone().text(), '{"id":"job_1"}'],
    ['blob', async (response) => (await response.blob()).size, 14],
    ['arrayBuffer', async (response) => (await response.arrayBuffer()).byteLength, 14],
  ])(
    'leaves the call as it is when middleware reads the body by %s, with fetch and undici',
    async (_how, read, expected) => {
      const fetch = undiciFetch();
      for (const transport of [undefined, fetch]) {
        const server = await startServer({ body: { id: 'job_1' } });
        const seen: unknown[] = [];
        // Two of them: the outer one reads after the inner one has.
        const middleware = [...reading(read, seen), ...reading(read, seen)];
        const { client } = clientOf(server, { middleware, fetch: transport });
        await expect(client.createJob(JOB_BODY)).resolves.toEqual({ id: 'job_1' });
        expect(seen).toEqual([expected, expected]);
        expect(server.received).toHaveLength(1);
      }
      await fetch.close();
    },
  );

  test('lets middleware replace the response, even after reading it', async () => {
    const server = await startServer({ body: { id: 'job_1' } });
    const rename: Middleware = async (request, next) => {
      const response = await next(request);
      return new Response((await response.text()).replace('job_1', 'job_2'));
    };
    const { client } = clientOf(server, { middleware: [rename, rename] });
    await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_2' });
  });

  test('shows middleware a body that breaks off as a broken connection', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"id":', () => response.socket?.destroy());
    });
    const caught = vi.fn();
    const watch: Middleware = async (request, next) => {
      try {
        return await next(request);
      } catch (error) {
        caught(error);
        throw error;
      }
    };
    const { client } = clientOf(server, { middleware: [watch], maxRetries: 1 });
    await expect(client.getJob('job_1')).rejects.toMatchObject({ type: 'connection_error' });
    expect(caught).toHaveBeenCalledTimes(2);
  });
});

describe('a hook that forgets to return', () => {
  const file = {
    id: 'file_1',
    size_bytes: 1,
    download_url: 'https://files.example/1',
    download_url_expires_at: '2999-01-01T00:00:00Z',
  } as File;
  const nothing = async (): Promise<undefined> => undefined;
  const pass: Middleware = (request, next) => next(request);

  test.each<[string, string, object, (client: FirstHandClient) => PromiseLike<unknown>]>([
    ['fetch', 'nothing', { fetch: nothing }, (client) => client.getSettings()],
    ['fetch', 'parsed data', { fetch: async () => ({}) }, (client) => client.getSettings()],
    ['fetch', 'nothing', { fetch: nothing, middleware: [pass] }, (client) => client.getSettings()],
    ['fetch', 'nothing for a download', { fetch: nothing }, (client) => client.downloadFile(file)],
    [
      'middleware[1]',
      'nothing',
      {
        middleware: [
          pass,
          async (...[request, next]: Parameters<Middleware>) => void next(request),
        ],
      },
      (client) => client.getSettings(),
    ],
    [
      'middleware[0]',
      'parsed data',
      {
        middleware: [
          async (...[request, next]: Parameters<Middleware>) => (await next(request)).json(),
        ],
      },
      (client) => client.getSettings(),
    ],
  ])('is named when %s returns %s', async (hook, _what, options, call) => {
    let sent = 0;
    const fetch = async () => Response.json({ object: 'settings', sent: ++sent });
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch, ...options });
    await expect(call(client)).rejects.toMatchObject({
      type: 'configuration_error',
      message: `Invalid ${hook}: return a Response`,
      attempts: 1,
    });
    expect(sent).toBeLessThanOrEqual(1);
  });

  test('is named when it is a schema', async () => {
    const schema = { '~standard': { validate: () => undefined as never } };
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      fetch: async () => Response.json({}),
      validateResponses: { getSettings: schema },
    });
    await expect(client.getSettings()).rejects.toMatchObject({
      type: 'configuration_error',
      message: 'Invalid validateResponses: return a result',
    });
  });
});
