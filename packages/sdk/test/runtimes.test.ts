import { execFileSync } from 'node:child_process';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { startServer, TEST_KEY } from './scripted-server.ts';

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

/** The web's globals and nothing of Node's: no process, no Buffer, no require. */
const webGlobals = () => ({
  ...{
    fetch,
    AbortController,
    AbortSignal,
    ReadableStream,
    WritableStream,
    Response,
    Blob,
    TextEncoder,
  },
  ...{ setTimeout, clearTimeout, performance, console, URL },
  crypto: { getRandomValues: (array: Uint8Array) => crypto.getRandomValues(array) },
});

describe('a runtime with the globals of the web alone', () => {
  test('makes calls, random keys and checked downloads', async () => {
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

  test('is told what to do about a missing key', () => {
    const context = createContext(webGlobals());
    expect(() => runInContext(`${script}; new sdk.FirstHandClient()`, context)).toThrow(
      /FIRSTHAND_API_KEY/,
    );
  });

  test('is told that it cannot write files', async () => {
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
    await expect(runInContext(work, context)).rejects.toThrow('no file system here');
  });
});

describe('importing the package', () => {
  test('touches none of the globals that are slow to load, nor the environment', () => {
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

  test('works with require as well', () => {
    const path = new URL('../dist/index.cjs', import.meta.url).pathname;
    const code = `console.log(typeof require(${JSON.stringify(path)}).FirstHandClient)`;
    expect(String(execFileSync(process.execPath, ['-e', code]))).toBe('function\n');
  });
});
