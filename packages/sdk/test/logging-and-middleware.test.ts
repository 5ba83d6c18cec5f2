import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Logger, Middleware } from '../src/index.ts';
import { FirstHandClient, FirstHandConnectionError } from '../src/index.ts';
import { breakConnection, clientOf, JOB_BODY, startServer, TEST_KEY } from './scripted-server.ts';

/** A logger that keeps its lines. */
function createMemoryLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string, context?: unknown): void => {
      lines.push(`${level} ${message} ${context === undefined ? '' : JSON.stringify(context)}`);
    };
  const logger = {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
  };
  return { logger, lines };
}

describe('logging', () => {
  test('logs nothing by default', async () => {
    const { logger, lines } = createMemoryLogger();
    const server = await startServer({ status: 500 }, { body: {} });
    await clientOf(server, { logger }).client.getSettings();
    expect(lines).toEqual([]);
  });

  test('logs a line per response at info, with operation, attempt, status and request id', async () => {
    const { logger, lines } = createMemoryLogger();
    const server = await startServer({ status: 500 }, { body: {} });
    await clientOf(server, { logger, logLevel: 'info' }).client.getSettings();
    expect(lines).toEqual([
      'info [firsthandapi] getSettings 1: 500 req_01HV8Z3K2M4N5P6Q7R8S9T0VWX ',
      'info [firsthandapi] getSettings 2: 200 req_01HV8Z3K2M4N5P6Q7R8S9T0VWX ',
    ]);
  });

  test('logs headers and bodies at debug', async () => {
    const { logger, lines } = createMemoryLogger();
    const server = await startServer({ body: { id: 'job_1', status: 'open' } });
    await clientOf(server, { logger, logLevel: 'debug' }).client.createJob(JOB_BODY);
    const text = lines.join('\n');
    for (const part of [
      'POST http://',
      '/v1/jobs',
      '"files_needed":3',
      '"status":"open"',
      '"content-type":"application/json"',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('logs nothing at off, notices included', async () => {
    const { logger, lines } = createMemoryLogger();
    const server = await startServer({ headers: { deprecation: '@1' }, body: {} });
    await clientOf(server, { logger, logLevel: 'off' }).client.getSettings();
    expect(lines).toEqual([]);
  });

  test('warns of a deprecated operation once, not on every response', async () => {
    const { logger, lines } = createMemoryLogger();
    const headers = {
      deprecation: '@1767225600',
      sunset: 'Thu, 31 Dec 2026 23:59:59 GMT',
      link: '</v2/jobs>; rel="successor-version"',
    };
    const server = await startServer({ headers, body: {} });
    const { client } = clientOf(server, { logger });
    for (let call = 0; call < 3; call++) await client.getSettings();
    await client.getCreditBalance();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('getSettings is deprecated');
    expect(lines[0]).toContain('31 Dec 2026');
    expect(lines[0]).toContain('/v2/jobs');
    expect(lines[1]).toContain('getCreditBalance');
  });

  test('never reveals a secret, wherever it appears in a request, response or error', async () => {
    const random = fc.stringMatching(/^[A-Za-z0-9]{24,40}$/);
    const form = fc.constantFrom('fh_live_sk_', 'fh_test_sk_', 'whsec_', 'Bearer ', '');
    const place = fc.constantFrom(
      'description',
      'metadata',
      'response',
      'message',
      'details',
      'header',
      'secret',
      'url',
    );
    await fc.assert(
      fc.asyncProperty(random, form, place, fc.boolean(), async (tail, prefix, where, fails) => {
        const { logger, lines } = createMemoryLogger();
        const apiKey = prefix === '' ? tail : TEST_KEY;
        const secret = `${prefix}${tail}`;
        const body = {
          text: where === 'response' ? `it is ${secret}` : '',
          secret: where === 'secret' ? secret : '',
        };
        const message = where === 'message' ? `the ${secret} is wrong` : 'wrong';
        const details = [{ field: 'a', message: where === 'details' ? `not ${secret}` : 'no' }];
        const headers = { 'x-note': where === 'header' ? secret : 'none' };
        const client = new FirstHandClient({
          apiKey,
          logger,
          logLevel: 'debug',
          maxRetries: 0,
          fetch: async () =>
            fails
              ? new Response(
                  JSON.stringify({ error: { type: 'validation_error', message, details } }),
                  {
                    status: 400,
                    headers,
                  },
                )
              : new Response(JSON.stringify(body), { headers }),
        });
        const error = await client
          .createJob({
            ...JOB_BODY,
            description: where === 'description' ? `look: ${secret}` : 'nothing to see',
            metadata: where === 'metadata' ? { deep: `{"secret":"${secret}"}` } : {},
            ...(where === 'url' && { context: { image_urls: [`https://x.example/a?k=${tail}`] } }),
          })
          .catch((reason) => reason);
        expect(lines.join('\n')).not.toContain(tail);
        if (!fails || prefix === '') return;
        const shown = [inspect(error), String(error), error.stack, JSON.stringify(error)];
        expect(shown.join()).not.toContain(tail);
      }),
      { numRuns: 150 },
    );
  });
});

describe('middleware', () => {
  test('wraps every attempt in middleware, the first outermost, with operation and attempt', async () => {
    const steps: string[] = [];
    const note =
      (name: string): Middleware =>
      async (request, next) => {
        steps.push(`${name} ${request.operationId} ${request.attempt}`);
        const response = await next(request);
        steps.push(`${name} ${response.status}`);
        return response;
      };
    const server = await startServer({ status: 503 }, { body: {} });
    await clientOf(server, { middleware: [note('outer'), note('inner')] }).client.getSettings();
    expect(steps).toEqual([
      'outer getSettings 1',
      'inner getSettings 1',
      'inner 503',
      'outer 503',
      'outer getSettings 2',
      'inner getSettings 2',
      'inner 200',
      'outer 200',
    ]);
  });

  test.each([
    ['a name', 'x trace', 'a'],
    ['a value', 'x-trace', '店舗'],
    ['a line break', 'x-trace', 'a\r\nx-injected: 1'],
  ])(
    'fails at once and names the header when a middleware sets an invalid one: %s',
    async (_, name, value) => {
      const server = await startServer({ body: {} });
      const spoil: Middleware = (request, next) => {
        request.headers[name] = value;
        return next(request);
      };
      const { client, waits } = clientOf(server, { middleware: [spoil] });
      await expect(client.getSettings()).rejects.toMatchObject({
        type: 'configuration_error',
        attempts: 1,
        message: `Invalid header ${JSON.stringify(name)}: HTTP does not allow its name or value`,
      });
      expect([waits, server.received]).toEqual([[], []]);
    },
  );

  test('lets middleware see a broken connection and change the request', async () => {
    const errors: unknown[] = [];
    const server = await startServer(breakConnection, { body: {} });
    const trace: Middleware = async (request, next) => {
      request.headers['x-trace'] = `${request.method} ${request.attempt}`;
      try {
        return await next({ ...request, url: `${request.url}?traced=1` });
      } catch (error) {
        errors.push(error);
        throw error;
      }
    };
    await clientOf(server, { middleware: [trace] }).client.getSettings();
    expect(errors).toMatchObject([{ type: 'connection_error' }]);
    expect(server.received.map(({ headers }) => headers['x-trace'])).toEqual(['GET 1', 'GET 2']);
    expect(server.received[1]?.url).toBe('/v1/organization/settings?traced=1');
  });

  test('lets middleware respond itself', async () => {
    const server = await startServer({});
    const cached: Middleware = async () => new Response('{"id":"cached"}');
    expect(await clientOf(server, { middleware: [cached] }).client.getSettings()).toEqual({
      id: 'cached',
    });
    expect(server.received).toEqual([]);
  });

  test('ends the call with the error of a middleware, not retried, and rejects safe() with it', async () => {
    const server = await startServer({});
    let runs = 0;
    const broken: Middleware = async () => {
      runs++;
      throw new RangeError('a fault in the middleware');
    };
    const { client } = clientOf(server, { middleware: [broken] });
    await expect(client.getSettings()).rejects.toBeInstanceOf(RangeError);
    await expect(client.getSettings().safe()).rejects.toBeInstanceOf(RangeError);
    expect(runs).toBe(2);
  });

  test('reads a frozen response in every middleware and in the client, and sends the request once', async () => {
    let sent = 0;
    const texts: string[] = [];
    const note: Middleware = async (request, next) => {
      const response = await next(request);
      texts.push(await response.text(), JSON.stringify(await response.clone().json()));
      return Object.freeze(response);
    };
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      middleware: [note, note],
      fetch: async () => Object.freeze(Response.json({ id: `job_${++sent}` }, { status: 201 })),
    });
    const { data, response } = await client.createJob(JOB_BODY).withResponse();
    expect([data, response.status, sent]).toEqual([{ id: 'job_1' }, 201, 1]);
    expect(texts).toEqual(Array.from({ length: 4 }, () => '{"id":"job_1"}'));
  });

  test.each<[string, (error: object) => object]>([
    ['frozen', Object.freeze],
    ['sealed', Object.seal],
    ['not extensible', Object.preventExtensions],
  ])(
    'rejects with the error of this client that a middleware threw %s, as it is',
    async (_how, close) => {
      const thrown = close(new FirstHandConnectionError('of a circuit breaker'));
      let runs = 0;
      const broken: Middleware = async () => {
        runs++;
        throw thrown;
      };
      const { client } = clientOf(await startServer({}), { middleware: [broken] });
      expect(await client.getSettings().catch((error) => error)).toBe(thrown);
      expect(runs).toBe(1);
    },
  );
});
