import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestLog } from '../dispatch/request-log.ts';
import type { ByteRange } from '../media/media-content.ts';
import { DAY, HOUR, MINUTE, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;
// biome-ignore lint/suspicious/noExplicitAny: a File as its JSON shows it
let file: any;
let logged: RequestLog[];

beforeEach(async () => {
  logged = [];
  world = new TestEngine({ onRequest: (log) => logged.push(log) });
  account = await world.openOrganization();
  const job = await world.createJob(account.test, { files_needed: 1 });
  await world.passTime(15 * SECOND);
  file = (await world.get(`/v1/jobs/${job.id}/files`, account.test)).body.data[0];
});

async function download(url: string, method = 'GET', headers: Record<string, string> = {}) {
  const response = await world.engine.fetch(new Request(url, { method, headers }), {
    ip: '192.0.2.1',
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

async function downloadsAudited(): Promise<number> {
  const { body } = await world.get('/v1/audit-events?action=file.downloaded', account.test);
  return body.data.length;
}

describe('a download link', () => {
  it('serves the bytes that the file describes, without a key', async () => {
    const { status, headers, bytes } = await download(file.download_url);
    expect(status).toBe(200);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.content_hash);
    expect(bytes.byteLength).toBe(file.size_bytes);
    expect(headers.get('content-type')).toBe('image/jpeg');
    expect(headers.get('content-length')).toBe(String(file.size_bytes));
    expect(headers.get('x-request-id')).toMatch(/^req_/);
  });

  it('serves the content of a submission', async () => {
    const { body } = await world.get(`/v1/submissions/${file.submission_id}`, account.test);
    expect((await download(body.file_url)).bytes.byteLength).toBe(file.size_bytes);
  });

  it('serves a range', async () => {
    const whole = (await download(file.download_url)).bytes;
    const { status, headers, bytes } = await download(file.download_url, 'GET', {
      range: 'bytes=10-19',
    });
    expect(status).toBe(206);
    expect(bytes).toEqual(whole.slice(10, 20));
    expect(headers.get('content-range')).toBe(`bytes 10-19/${file.size_bytes}`);
    expect(headers.get('content-length')).toBe('10');
  });

  it('refuses a range beyond the end, and states the full length', async () => {
    const range = `bytes=${file.size_bytes}-`;
    const { status, headers, bytes } = await download(file.download_url, 'GET', { range });
    expect([status, bytes.byteLength]).toEqual([416, 0]);
    expect(headers.get('content-range')).toBe(`bytes */${file.size_bytes}`);
  });

  it('serves a range only of the content that If-Range names, and otherwise all of it', async () => {
    const conditions = [`"${file.content_hash}"`, '"other"', 'Thu, 01 Jan 1970 00:00:00 GMT'];
    const sizes = conditions.map(async (condition) => {
      const headers = { range: 'bytes=10-19', 'if-range': condition };
      const { status, bytes } = await download(file.download_url, 'GET', headers);
      return [status, bytes.byteLength];
    });
    const whole = [200, file.size_bytes];
    expect(await Promise.all(sizes)).toEqual([[206, 10], whole, whole]);
  });

  it('responds to HEAD with the headers alone, even with a range', async () => {
    const { status, headers, bytes } = await download(file.download_url, 'HEAD', {
      range: 'bytes=0-1',
    });
    expect([status, bytes.byteLength]).toEqual([200, 0]);
    expect(headers.get('content-length')).toBe(String(file.size_bytes));
    expect(headers.get('etag')).toBe(`"${file.content_hash}"`);
  });

  it('refuses other methods', async () => {
    const { status, headers } = await download(file.download_url, 'DELETE');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('expires a link after 7 days, and replaces it by a refreshed one', async () => {
    expect(file.download_url_expires_at).toBe('2026-01-08T00:00:15.000Z');
    await world.passTime(7 * DAY - 1);
    expect((await download(file.download_url)).status).toBe(200);
    await world.passTime(1);
    const expired = await download(file.download_url);
    expect(expired.status).toBe(403);
    expect(new TextDecoder().decode(expired.bytes)).toContain('refresh_url');
    const { body } = await world.post(`/v1/files/${file.id}/refresh_url`, account.test);
    expect(body.download_url_expires_at).toBe('2026-01-15T00:00:15.000Z');
    expect((await download(body.download_url)).status).toBe(200);
  });

  it.each([
    ['another signature', (url: URL) => url.searchParams.set('signature', 'a'.repeat(64))],
    ['no signature', (url: URL) => url.searchParams.delete('signature')],
    ['a second signature', (url: URL) => url.searchParams.append('signature', 'a'.repeat(64))],
    [
      'a second expiry',
      (url: URL) => url.searchParams.append('expires', url.searchParams.get('expires') ?? ''),
    ],
    ['a shorter signature', (url: URL) => url.searchParams.set('signature', 'a')],
    ['a later expiry', (url: URL) => url.searchParams.set('expires', '9999999999')],
    ['an expiry that is no number', (url: URL) => url.searchParams.set('expires', '1e12')],
    ['another id', (url: URL) => Object.assign(url, { pathname: '/file_other' })],
  ])('refuses a link with %s', async (_, tamper) => {
    const url = new URL(file.download_url);
    tamper(url);
    expect((await download(url.href)).status).toBe(403);
    expect(await downloadsAudited()).toBe(0);
  });

  it('records access to the content in the audit log, with its origin', async () => {
    await download(file.download_url, 'GET', { 'user-agent': 'curl/8' });
    await download(file.download_url, 'GET', { range: 'bytes=0-9' });
    await download(file.download_url, 'HEAD');
    await download(file.download_url, 'GET', { range: 'bytes=999999999-' });
    const { body } = await world.get('/v1/audit-events?action=file.downloaded', account.test);
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({
      resource: { type: 'file', id: file.id },
      ip: '192.0.2.1',
      user_agent: 'curl/8',
      request_id: expect.stringMatching(/^req_/),
    });
  });

  it('records one audit event an hour for each link and client', async () => {
    const headers = { range: 'bytes=0-0', 'user-agent': 'x'.repeat(999) };
    for (let count = 0; count < 20; count += 1) await download(file.download_url, 'GET', headers);
    expect(await downloadsAudited()).toBe(1);
    await world.engine.fetch(new Request(file.download_url), { ip: '192.0.2.2' });
    expect(await downloadsAudited()).toBe(2);
    await world.passTime(HOUR);
    await download(file.download_url);
    expect(await downloadsAudited()).toBe(3);
    const { body } = await world.get('/v1/audit-events?action=file.downloaded', account.test);
    expect(body.data.at(-1).user_agent).toBe('x'.repeat(256));
  });

  it('records the access with the next download when the audit log could not be written', async () => {
    const transact = world.store.transact.bind(world.store);
    world.store.transact = () => Promise.reject(new Error('The disk is full'));
    expect((await download(file.download_url)).status).toBe(500);
    world.store.transact = transact;
    expect((await download(file.download_url)).status).toBe(200);
    expect(await downloadsAudited()).toBe(1);
  });

  it('limits downloads of one link, over all clients, to 120 a minute', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 121; count += 1) {
      const client = { ip: `192.0.2.${count}` };
      const response = await world.engine.fetch(new Request(file.download_url), client);
      statuses.push(response.status);
    }
    expect(statuses.indexOf(429)).toBe(120);
    const refused = await download(file.download_url);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '45']);
    await world.passTime(MINUTE);
    expect((await download(file.download_url)).status).toBe(200);
  });

  it('limits links that are not valid like requests without a key', async () => {
    const forged = new URL(file.download_url);
    forged.searchParams.set('signature', 'a'.repeat(64));
    const statuses: number[] = [];
    for (let count = 0; count < 61; count += 1) statuses.push((await download(forged.href)).status);
    expect(statuses.indexOf(429)).toBe(60);
    expect((await download(file.download_url)).status).toBe(200);
  });

  it('is logged without its id and signature, with the organization of its content', async () => {
    await download(file.download_url);
    const forged = new URL(file.download_url);
    forged.searchParams.delete('signature');
    await download(forged.href);
    const downloads = logged.filter(({ operation }) => operation === 'download');
    expect(downloads).toMatchObject([
      { path: '/files/{id}', status: 200, organization_id: account.organizationId },
      { path: '/files/{id}', status: 403, organization_id: null },
    ]);
    expect(JSON.stringify(downloads)).not.toContain(file.id);
  });

  it('returns 404 once the content was deleted', async () => {
    await world.transact(async ({ tables }) => {
      const record = await tables.files.get(file.id);
      if (record !== undefined) await tables.files.update({ ...record, content_key: null });
    });
    expect((await download(file.download_url)).status).toBe(404);
    expect(await downloadsAudited()).toBe(0);
  });

  describe('a link to content that the host stores', () => {
    const stored = Uint8Array.from({ length: 1_000 }, (_, place) => place % 251);
    /** The calls to the port. */
    let opened: (ByteRange | undefined)[];

    async function store(): Promise<void> {
      await world.transact(async ({ tables }) => {
        const record = await tables.files.get(file.id);
        const content = { content_key: 'stored', size_bytes: stored.byteLength };
        if (record !== undefined) await tables.files.update({ ...record, ...content });
      });
    }

    /** A port that streams the requested range, like one over a disk. */
    function streamFiles(): void {
      opened = [];
      const open = async (_: string, _organizationId: string, range?: ByteRange) => {
        opened.push(range);
        return new Blob([range ? stored.slice(range.first, range.last + 1) : stored]).stream();
      };
      Object.assign(world.files, { open });
    }

    it('streams the whole content, or only the requested range', async () => {
      await store();
      streamFiles();
      const whole = await download(file.download_url);
      expect([whole.status, whole.bytes]).toEqual([200, stored]);
      expect(whole.headers.get('accept-ranges')).toBe('bytes');
      const part = await download(file.download_url, 'GET', { range: 'bytes=-3' });
      expect([part.status, part.bytes]).toEqual([206, stored.slice(997)]);
      expect(part.headers.get('content-range')).toBe('bytes 997-999/1000');
      expect(opened).toEqual([undefined, { first: 997, last: 999 }]);
    });

    it('serves the same range whether the port streams it, slices it or returns everything', async () => {
      const whole = { open: async () => stored };
      const ports = [() => {}, streamFiles, () => Object.assign(world.files, whole)];
      await world.files.put('stored', 'org_1', stored);
      await store();
      for (const use of ports) {
        use();
        await fc.assert(
          fc.asyncProperty(fc.nat({ max: 999 }), fc.nat({ max: 1_500 }), async (first, more) => {
            const range = `bytes=${first}-${first + more}`;
            const { status, bytes } = await download(file.download_url, 'GET', { range });
            expect([status, bytes]).toEqual([206, stored.slice(first, first + more + 1)]);
          }),
          { numRuns: 25 },
        );
      }
    });

    it('refuses a range beyond the end of stored content', async () => {
      await store();
      streamFiles();
      const { status, bytes } = await download(file.download_url, 'GET', { range: 'bytes=1000-' });
      expect([status, bytes.byteLength]).toEqual([416, 0]);
    });
  });
});
