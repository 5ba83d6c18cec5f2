import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../host/http-server.ts';
import { sendText } from '../host/route-table.ts';
import { appRoutes, readApps } from './app-routes.ts';

const SCRIPT = `export const text = '${'long '.repeat(200)}';`;
let url = '';
const server = createServer();

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'app-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>App</title>');
  await writeFile(join(folder, 'assets/main-abc.js'), SCRIPT);
  await writeFile(join(folder, 'secret.env'), 'not an asset');
  const api = async (_request: unknown, response: Parameters<typeof sendText>[0]) =>
    sendText(response, 200, 'text/plain', 'the API');
  const handle = createHandler(appRoutes(await readApps({ worker: folder })), api);
  server.on('request', (request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

describe('appRoute', () => {
  it('serves the page at every address of the app, and never from a cache without asking', async () => {
    for (const path of ['/worker/', '/worker/jobs/job_1/capture', '/worker/outbox?from=mail']) {
      const response = await fetch(url + path);
      expect(await response.text()).toContain('<title>App</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('sends hashed files compressed and for ever', async () => {
    const response = await fetch(`${url}/worker/assets/main-abc.js`);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(await response.text()).toBe(SCRIPT);
  });

  it('sends files as they are to clients that read no gzip', async () => {
    for (const encodings of ['identity', 'gzip;q=0', 'br, gzip; q=0.000']) {
      const headers = { 'Accept-Encoding': encodings };
      const response = await fetch(`${url}/worker/assets/main-abc.js`, { headers });
      expect(response.headers.get('content-encoding'), encodings).toBeNull();
      expect(await response.text()).toBe(SCRIPT);
    }
  });

  it('answers 304 for a page that has not changed', async () => {
    const first = await fetch(`${url}/worker/`);
    await first.text();
    const again = await fetch(`${url}/worker/`, {
      headers: { 'If-None-Match': String(first.headers.get('etag')) },
    });
    expect(again.status).toBe(304);
  });

  it('allows scripts of the app alone, and its camera', async () => {
    const { headers } = await fetch(`${url}/worker/`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
  });

  it('serves nothing else of the folder and nothing outside of it', async () => {
    for (const path of ['/worker/secret.env', '/worker/assets/..%2fsecret.env', '/worker/x.js']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
  });

  it('leaves the worker operations to the API, and goes from the bare name to the app', async () => {
    expect(await (await fetch(`${url}/worker/v1/jobs`)).text()).toBe('the API');
    const bare = await fetch(`${url}/worker`, { redirect: 'manual' });
    expect(bare.headers.get('location')).toBe('/worker/');
  });
});
