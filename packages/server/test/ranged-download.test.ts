import { until } from '@firsthandapi/test-support/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const [kind] = await databaseKinds();
if (kind === undefined) throw new Error('SQLite comes with Node');

describe('a download of sealed content', () => {
  let server: TestServer;
  let url: string;
  let whole: Buffer;
  beforeAll(async () => {
    server = await startTestServer(kind);
    const key = server.live;
    const { body } = await server.call('POST', '/v1/privacy/exports', { key, body: {} });
    await until('the export is ready', async () => {
      const answer = await server.call('GET', `/v1/privacy/exports/${body.id}`, { key });
      url = answer.body.download_url;
      return answer.body.status === 'ready';
    });
    const response = await fetch(url);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    whole = Buffer.from(await response.arrayBuffer());
    expect(JSON.parse(whole.toString())).toBeTypeOf('object');
  });
  afterAll(() => server.close());

  it.each([
    ['bytes=10-29', (bytes: Buffer) => [10, Math.min(30, bytes.length)]],
    ['bytes=100-', (bytes: Buffer) => [100, bytes.length]],
    ['bytes=-7', (bytes: Buffer) => [bytes.length - 7, bytes.length]],
    ['bytes=0-999999999', (bytes: Buffer) => [0, bytes.length]],
  ] as const)('returns the range %s', async (range, boundsOf) => {
    const [start = 0, end = 0] = boundsOf(whole);
    const response = await fetch(url, { headers: { range } });
    const part = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${whole.length}`);
    expect(response.headers.get('content-length')).toBe(String(end - start));
    expect(part.equals(whole.subarray(start, end))).toBe(true);
  });

  it('returns 416 for a range past the end', async () => {
    const response = await fetch(url, { headers: { range: `bytes=${whole.length}-` } });
    expect([response.status, await response.text()]).toEqual([416, '']);
    expect(response.headers.get('content-range')).toBe(`bytes */${whole.length}`);
  });
});
