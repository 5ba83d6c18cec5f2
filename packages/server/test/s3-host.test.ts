import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@firsthandapi/test-support/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Settings } from '../src/aws/aws-settings.ts';
import { KEYS_FILE } from '../src/backup/backup-format.ts';
import { BackupSecret } from '../src/backup/backup-secret.ts';
import { createBackup } from '../src/backup/create-backup.ts';
import { restoreBackup } from '../src/backup/restore-backup.ts';
import { verify } from '../src/cli/verify.ts';
import { openStorage } from '../src/files/open-storage.ts';
import { startComposed } from '../src/start-server.ts';
import { databaseKinds } from '../src/testing/databases.ts';
import { FakeS3 } from '../src/testing/fake-s3.ts';
import { JOB, startTestServer, type TestServer } from './support/test-server.ts';

const MARKER = 'marker that must not be found at rest';
const [sqlite] = await databaseKinds();

describe('a server with its files in a bucket', () => {
  let s3: FakeS3;
  let settings: S3Settings;
  let server: TestServer;
  let folder: string;
  let exportId: string;

  beforeAll(async () => {
    if (sqlite === undefined) throw new Error('SQLite is always there');
    s3 = new FakeS3();
    settings = await s3.listen();
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-s3-'));
    server = await startTestServer(sqlite, { s3: settings });
    await server.call('POST', '/v1/jobs', {
      key: server.live,
      body: { ...JOB, description: MARKER },
    });
    const created = await server.call('POST', '/v1/privacy/exports', {
      key: server.live,
    });
    exportId = created.body.id;
    await until('the export is ready', async () => {
      const { body } = await server.call('GET', `/v1/privacy/exports/${exportId}`, {
        key: server.live,
      });
      return body.status === 'ready';
    });
  });
  afterAll(async () => {
    await server.close();
    await s3.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function downloadExport(headers: Record<string, string> = {}): Promise<Response> {
    const path = `/v1/privacy/exports/${exportId}`;
    const { body } = await server.call('GET', path, { key: server.live });
    return fetch(body.download_url, { headers });
  }

  it('serves them, whole and in ranges', async () => {
    const whole = await downloadExport();
    const text = await whole.text();
    expect(text).toContain(MARKER);
    const part = await downloadExport({ Range: 'bytes=10-29' });
    expect([part.status, await part.text()]).toEqual([206, text.slice(10, 30)]);
  });

  it('leaves no content in plain, neither in the bucket nor in its folder and database', () => {
    expect(s3.objects.size).toBe(1);
    for (const parts of s3.objects.values()) {
      expect(Buffer.concat(parts).includes(MARKER)).toBe(false);
    }
    const paths = readdirSync(server.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths) expect(readFileSync(path).includes(MARKER)).toBe(false);
    expect(existsSync(join(server.folder, 'files'))).toBe(false);
  });

  it('verifies them, and finds one that was altered', async () => {
    const all = { sample: undefined, bytesPerSecond: 1e9 };
    expect(await verify(server.configuration, all)).toMatchObject({
      ok: true,
      checked: { files: 1 },
    });
    const [[key, parts] = ['', []]] = s3.objects;
    const altered = Buffer.concat(parts);
    altered[50] = (altered[50] ?? 0) ^ 1;
    s3.objects.set(key, [altered]);
    expect((await verify(server.configuration, all)).problems).toHaveLength(1);
    s3.objects.set(key, parts);
  });

  it('says so when the bucket does not respond, stays ready, and recovers', async () => {
    const ready = async () => (await server.call('GET', '/readyz')).body;
    s3.fault = () => ({ status: 503, code: 'SlowDown' });
    const download = await downloadExport();
    expect(download.status).toBe(503);
    expect(await download.text()).not.toContain('AKID');
    await until('the note is there', async () =>
      JSON.stringify(await ready()).includes('S3_BUCKET does not respond'),
    );
    expect((await server.call('GET', '/readyz')).status).toBe(200);
    s3.fault = () => undefined;
    expect((await downloadExport()).status).toBe(200);
    await until(
      'the note is gone',
      async () => !JSON.stringify(await ready()).includes('S3_BUCKET'),
    );
    const metrics = await server.call('GET', '/metrics');
    expect(metrics.text).toMatch(
      /firsthand_s3_requests_total\{operation="read",outcome="5xx"\} \d/,
    );
  });

  it('backs them up, and restores them into an empty bucket or a folder', async () => {
    const path = join(folder, 'backup.key');
    writeFileSync(path, randomBytes(32), { mode: 0o600 });
    const secret = new BackupSecret({ kind: 'key', path });
    const target = join(folder, 'backups');
    const { store } = server.configuration;
    const { archive = '' } = await createBackup({
      store,
      files: await openStorage(server.configuration),
      target,
      secret,
    });
    const source = { archive, keys: join(target, KEYS_FILE), secret };
    const placeAt = async (name: string, s3Settings?: S3Settings) => {
      const dataFolder = join(folder, name);
      const keyringFile = join(dataFolder, 'keyring.json');
      await cp(server.configuration.keyringFile, keyringFile);
      const path = join(dataFolder, 'firsthandapi.db');
      return { store: { kind: 'sqlite', path }, dataFolder, keyringFile, s3: s3Settings } as const;
    };
    const occupied = await placeAt('occupied', settings);
    await expect(restoreBackup(occupied, source)).rejects.toThrow('restore into an empty bucket');
    const other = new FakeS3();
    const restored = await restoreBackup(await placeAt('bucket', await other.listen()), source);
    expect(restored.summary.files).toBe(1);
    expect([...other.objects.keys()]).toEqual([...s3.objects.keys()]);
    expect([...other.objects.values()].map((parts) => Buffer.concat(parts))).toEqual(
      [...s3.objects.values()].map((parts) => Buffer.concat(parts)),
    );
    await other.close();
    const inFolder = await placeAt('folder');
    await restoreBackup(inFolder, source);
    const [key = ''] = s3.objects.keys();
    expect(existsSync(join(inFolder.dataFolder, key))).toBe(true);
  });

  it('does not start with a bucket that does not exist', async () => {
    const dataFolder = join(folder, 'unstarted');
    const configuration = {
      ...server.configuration,
      dataFolder,
      keyringFile: join(dataFolder, 'keyring.json'),
      store: { kind: 'sqlite', path: join(dataFolder, 'firsthandapi.db') } as const,
      s3: { ...settings, bucket: 'another-bucket' },
    };
    await expect(startComposed(configuration, {})).rejects.toThrow('S3_BUCKET does not exist');
  });
});
