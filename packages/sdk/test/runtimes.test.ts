import { execFileSync } from 'node:child_process';
import { createContext, runInContext } from 'node:vm';
import { EdgeVM } from '@edge-runtime/vm';
import { reactNativeGlobals } from '@firsthandapi/test-support/react-native-globals';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorBody, JOB_BODY, startServer, TEST_KEY } from './scripted-server.ts';

const ENTRY = new URL('../src/index.ts', import.meta.url).pathname;
let script: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    format: 'iife',
    globalName: 'sdk',
    target: 'es2022',
    write: false,
  });
  script = outputFiles[0]?.text ?? '';
});

/** The globals of the web without those of Node: no process, no Buffer, no require. */
const webGlobals = () => ({
  ...{
    fetch,
    AbortController,
    AbortSignal,
    ReadableStream,
    WritableStream,
    Response,
    // That of jsdom 26 and before has no arrayBuffer.
    Blob: class {},
    TextEncoder,
  },
  ...{ setTimeout, clearTimeout, performance, console, URL },
  crypto: { getRandomValues: (array: Uint8Array) => crypto.getRandomValues(array) },
});

describe('a runtime with only web globals', () => {
  test('makes calls, random keys and verified downloads with only web globals', async () => {
    const content_hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const storage = await startServer({ body: 'abc' });
    const server = await startServer({
      body: {
        id: 'file_1',
        content_hash,
        download_url: storage.url,
        download_url_expires_at: '2999-01-01T00:00:00Z',
      },
    });
    const context = createContext({
      ...webGlobals(),
      options: { apiKey: TEST_KEY, baseUrl: server.url },
    });
    const work = `${script}; new sdk.FirstHandClient(options).downloadFile('file_1')`;
    const bytes = await runInContext(work, context);
    expect(new TextDecoder().decode(bytes)).toBe('abc');
    expect(server.received[0]?.headers['idempotency-key']).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });

  test('explains how to set a missing key with only web globals', () => {
    const context = createContext(webGlobals());
    expect(() => runInContext(`${script}; new sdk.FirstHandClient()`, context)).toThrow(
      /FIRSTHAND_API_KEY/,
    );
  });

  test('explains that a runtime with only web globals cannot write files', async () => {
    const server = await startServer({ body: 'abc' });
    const context = createContext({
      ...webGlobals(),
      options: { apiKey: TEST_KEY, baseUrl: server.url },
    });
    const file = JSON.stringify({
      id: 'file_1',
      download_url: server.url,
      download_url_expires_at: '2999-01-01T00:00:00Z',
    });
    const work = `${script}; new sdk.FirstHandClient(options).downloadFile(${file}, { to: 'a.jpg' })`;
    await expect(runInContext(work, context)).rejects.toThrow('This runtime has no file system');
  });
});

describe('an edge runtime, which throws when asked for Node modules', () => {
  const edge = () =>
    new EdgeVM({
      extend: (context) =>
        Object.assign(context, {
          process: {
            env: { FIRSTHAND_API_KEY: TEST_KEY },
            getBuiltinModule: () => {
              throw new Error('A Node.js API is used which is not supported in the Edge Runtime.');
            },
          },
        }),
    });

  test('makes calls, lists and verified downloads on an edge runtime', async () => {
    const content_hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const storage = await startServer({ body: 'abc' });
    const file = {
      ...{ id: 'file_1', content_hash, download_url: storage.url },
      download_url_expires_at: '2999-01-01T00:00:00Z',
    };
    const server = await startServer(
      { status: 201, body: { id: 'job_1' } },
      { body: { object: 'list', data: [file], has_more: false, next_cursor: null } },
    );
    const runtime = edge();
    runtime.evaluate(script);
    const bytes = await runtime.evaluate(`(async () => {
      const client = new sdk.FirstHandClient({ baseUrl: ${JSON.stringify(server.url)} });
      const { id } = await client.createJob(${JSON.stringify(JOB_BODY)});
      const [file] = await client.getJobFiles(id).toArray({ limit: 1 });
      return client.downloadFile(file);
    })()`);
    expect(Buffer.from(bytes).toString()).toBe('abc');
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${TEST_KEY}`);
  });

  test('explains that an edge runtime cannot write files', async () => {
    const runtime = edge();
    runtime.evaluate(script);
    const call = runtime.evaluate(
      "new sdk.FirstHandClient().downloadJobFiles('job_1', { to: 'photos' })",
    );
    await expect(call).rejects.toThrow('This runtime has no file system');
  });
});

describe('React Native, which has no streams and only a part of AbortSignal', () => {
  const runThere = (work: string, settings: object, hasRandomness = true, more: object = {}) => {
    const given = { settings, body: JOB_BODY, ...more };
    const globals = { ...reactNativeGlobals({ hasRandomness }), ...given };
    return runInContext(`${script}; (async () => { ${work} })()`, createContext(globals));
  };
  const settingsFor = (server: { url: string }) => ({ apiKey: TEST_KEY, baseUrl: server.url });

  test('makes calls with retries, keys, lists and errors on React Native', async () => {
    const server = await startServer(
      { status: 500, headers: { 'retry-after-ms': '1' } },
      { status: 201, body: { id: 'job_1' } },
      { body: { object: 'list', data: [{ id: 'job_1' }], has_more: false, next_cursor: null } },
      { status: 404, body: errorBody('not_found') },
    );
    const work = `
      const client = new sdk.FirstHandClient(settings);
      const { data, attempts, requestId } = await client.createJob(body).withResponse();
      const jobs = await client.listJobs().toArray({ limit: 5 });
      const missing = await client.getJob('job_2').safe();
      return { data, attempts, requestId, count: jobs.length, type: missing.error.type };`;
    expect(await runThere(work, settingsFor(server))).toMatchObject({
      data: { id: 'job_1' },
      attempts: 2,
      requestId: expect.stringMatching(/^req_/),
      count: 1,
      type: 'not_found',
    });
    expect(server.received[0]?.headers['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
  });

  test('ends calls on React Native by timeout and by a polyfilled signal', async () => {
    const server = await startServer(() => {});
    const work = `
      const client = new sdk.FirstHandClient({ ...settings, timeout: 20, maxRetries: 0 });
      const late = await client.getJob('job_1').safe();
      const controller = new AbortController();
      const call = client.getJob('job_1', { timeout: 60_000, signal: controller.signal }).safe();
      controller.abort();
      return [late.error.type, (await call).error.type];`;
    const types = await runThere(work, settingsFor(server));
    expect([...types]).toEqual(['timeout_error', 'abort_error']);
  });

  test('names what React Native lacks: a polyfill for random keys, and streams for downloads', async () => {
    const server = await startServer({});
    const settings = settingsFor(server);
    const create = 'await new sdk.FirstHandClient(settings).createJob(body)';
    await expect(runThere(create, settings, false)).rejects.toThrow(/crypto.*polyfill/);
    const storage = await startServer({ body: 'abc' });
    const file = { id: 'file_1', download_url: storage.url, download_url_expires_at: '2999-01-01' };
    const download = 'await new sdk.FirstHandClient(settings).downloadFile(file)';
    await expect(runThere(download, settings, true, { file })).rejects.toThrow('no web stream');
  });
});

describe('importing the package', () => {
  test('touches no slow global and no environment variable when imported', () => {
    const names = [
      'fetch',
      'Request',
      'Response',
      'Headers',
      'crypto',
      'WebSocket',
      'FormData',
      'Blob',
    ];
    const code = `
      const touched = [];
      for (const name of ${JSON.stringify(names)}) {
        Object.defineProperty(globalThis, name, { get() { touched.push(name); } });
      }
      process.env = new Proxy({}, { get(_, name) { if (/FIRSTHAND/.test(String(name))) touched.push(String(name)); } });
      await import(${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)});
      console.log(JSON.stringify(touched));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', code]);
    expect(JSON.parse(String(output))).toEqual([]);
  });

  test('loads with require', () => {
    const path = new URL('../dist/index.cjs', import.meta.url).pathname;
    const code = `console.log(typeof require(${JSON.stringify(path)}).FirstHandClient)`;
    expect(String(execFileSync(process.execPath, ['-e', code]))).toBe('function\n');
  });
});
