import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { readMetrics } from './support/read-metrics.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');

describe('the pages of the server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(sqlite);
  });
  afterAll(() => server.close());

  it('serves the reference with Markdown rendered, and every operation and object in it', async () => {
    const { text } = await server.call('GET', '/docs');
    expect(text).toContain('<strong>Environments.</strong>');
    expect(text).not.toMatch(/\*\*|<script|undefined|\[object/);
    const { body } = await server.call('GET', '/openapi.json');
    for (const name of Object.keys(body.components.schemas)) {
      expect(text).toContain(`id="schema-${name}"`);
    }
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) {
      expect(text).toContain(`id="${target}"`);
    }
  });

  it.each(['/docs', '/openapi.json'])(
    'serves %s compressed, and not again to a client that has it',
    async (path) => {
      const first = await fetch(server.url + path, { headers: { 'Accept-Encoding': 'gzip' } });
      await first.text();
      expect(first.headers.get('content-encoding')).toBe('gzip');
      const etag = first.headers.get('etag') ?? '';
      const again = await fetch(server.url + path, { headers: { 'If-None-Match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const plain = await fetch(server.url + path, { headers: { 'Accept-Encoding': 'identity' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
    },
  );
});

describe('the listener for operators', () => {
  it('serves metrics instead of the public listener, and health and reference as well', async () => {
    const server = await startTestServer(sqlite, { ops: { host: '127.0.0.1', port: 0 } });
    const ops = server.server.opsUrl ?? '';
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    const metrics = await readMetrics(ops);
    expect(metrics).toContain('firsthand_ledger_cents{account="available"} 250');
    for (const path of ['/healthz', '/readyz', '/docs', '/openapi.json']) {
      expect((await fetch(ops + path)).status).toBe(200);
      expect((await fetch(server.url + path)).status).toBe(200);
    }
    expect((await fetch(`${ops}/v1/jobs`)).status).toBe(404);
    await server.close();
    await expect(fetch(`${ops}/healthz`)).rejects.toThrow();
  });
});
