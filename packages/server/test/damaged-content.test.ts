import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { until } from '@firsthandapi/test-support/until';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HEADER_BYTES, SEALED_CHUNK_BYTES } from '../src/files/sealed-format.ts';
import { JsonLog } from '../src/host/json-log.ts';
import { databaseKinds } from '../src/testing/databases.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const [kind] = await databaseKinds();
if (kind === undefined) throw new Error('SQLite comes with Node');

describe('a download of content that was damaged on disk', () => {
  let server: TestServer;
  let id: string;
  let url: string;
  let path: string;
  let intact: Buffer;
  let logged: string;

  beforeAll(async () => {
    const log = new JsonLog(
      new Writable({
        write(line, _, done) {
          logged += String(line);
          done();
        },
      }),
    );
    logged = '';
    server = await startTestServer(kind, {}, log);
    await server.database.script([
      `WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 1000)
       INSERT INTO usage_records (id, organization_id, environment, operation, api_key_id, status,
         duration_ms, credits_cents, client, created_at)
       SELECT printf('req_%08d', n), '${server.organizationId}', 'live', 'getJob', 'key_1', 200, 1, 0, 'x', n
       FROM place`,
    ]);
    const key = server.live;
    ({ id } = (await server.call('POST', '/v1/privacy/exports', { key, body: {} })).body);
    await until('the export is ready', async () => {
      const { body } = await server.call('GET', `/v1/privacy/exports/${id}`, { key });
      url = body.download_url;
      return body.status === 'ready';
    });
    const [entry] = readdirSync(join(server.folder, 'files'), {
      recursive: true,
      withFileTypes: true,
    }).filter((one) => one.isFile());
    path = join(String(entry?.parentPath), String(entry?.name));
    intact = readFileSync(path);
    expect(intact.length).toBeGreaterThan(HEADER_BYTES + 2 * SEALED_CHUNK_BYTES);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    logged = '';
    writeFileSync(path, intact);
  });

  const flipped = (place: number) => {
    const bytes = Buffer.from(intact);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    return bytes;
  };
  const counted = async (problem: string) => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const line = metrics
      .split('\n')
      .find((one) => one.includes(`file_errors_total{problem="${problem}"}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };

  async function expectFailure(problem: string, message: string): Promise<void> {
    const before = await counted(problem);
    const response = await fetch(url);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text).error.type).toBe('internal_error');
    expect(text).not.toContain('deleted');
    expect(await counted(problem)).toBe(before + 1);
    expect(logged).toContain(message);
  }

  it.each([
    ['a flipped bit in its header', () => flipped(20)],
    ['a flipped bit in its first chunk', () => flipped(HEADER_BYTES + 5)],
    ['a cut after its header', () => intact.subarray(0, HEADER_BYTES)],
    ['a cut within its first chunk', () => intact.subarray(0, HEADER_BYTES + 99)],
    ['a cut between two chunks', () => intact.subarray(0, HEADER_BYTES + SEALED_CHUNK_BYTES)],
    ['no bytes at all', () => Buffer.alloc(0)],
    ['garbage in its place', () => Buffer.from('This is no sealed file. '.repeat(9_000))],
  ])('is a 500 that is logged and counted, given %s', async (_, damaged) => {
    writeFileSync(path, damaged());
    await expectFailure('corrupted', `${path.slice(-20)} is damaged`);
  });

  it('is cut off, logged and counted, given a flipped bit in a later chunk', async () => {
    writeFileSync(path, flipped(HEADER_BYTES + SEALED_CHUNK_BYTES + 5));
    const before = await counted('corrupted');
    const response = await fetch(url);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(await counted('corrupted')).toBe(before + 1);
    expect(logged).toContain('is damaged');
  });

  it('is a 500 that is logged and counted, and not called deleted, given a missing file', async () => {
    rmSync(path);
    await expectFailure('missing', 'is missing');
  });

  it('is a 404 once the content was really deleted', async () => {
    rmSync(path);
    await server.database.script([`UPDATE data_exports SET content_key = NULL WHERE id = '${id}'`]);
    expect((await fetch(url)).status).toBe(404);
  });
});
