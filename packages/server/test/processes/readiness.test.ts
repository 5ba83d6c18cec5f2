import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds } from '../../src/testing/databases.ts';
import { type Answer, JOB, startTestServer, type TestServer } from '../support/test-server.ts';

for (const kind of await databaseKinds()) {
  describe(`/readyz on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer(kind);
  });
  afterEach(() => server.close());

  /** Polls until the status is as expected: a report may be a quarter of a second old. */
  async function readyz(status: 200 | 503): Promise<Answer> {
    const answers: Answer[] = [];
    await until(`/readyz responds with ${status}`, async () => {
      answers[0] = await server.call('GET', '/readyz');
      return answers[0].status === status;
    });
    return answers[0] as Answer;
  }

  it('reports that the server is ready, and no details', async () => {
    expect((await readyz(200)).body).toEqual({ status: 'ready' });
  });

  it('names a missing keyring, without its path, and is ready again once it is restored', async () => {
    const { keyringFile } = server.configuration;
    renameSync(keyringFile, `${keyringFile}.away`);
    const { body, text, headers } = await readyz(503);
    expect(body).toEqual({
      status: 'not ready',
      problems: { keyring: 'The keyring cannot be read; restore it, or a restart will fail' },
    });
    expect(text).not.toContain(server.folder);
    expect(headers.get('retry-after')).toBe('1');
    expect((await server.call('GET', '/v1/jobs', { key: server.test })).status).toBe(200);
    renameSync(`${keyringFile}.away`, keyringFile);
    await readyz(200);
  });

  it('names a data folder that is gone', async () => {
    const { folder } = server;
    renameSync(`${folder}/files`, `${folder}/files-away`);
    const { body } = await readyz(503);
    expect(body.problems).toEqual({ disk: 'DATA_DIR cannot be used: the folder is gone' });
    renameSync(`${folder}/files-away`, `${folder}/files`);
    await readyz(200);
  });

  it('names a disk with less free space than configured', async () => {
    const second = await server.startSecond({
      minFreeDiskMegabytes: 1_000_000,
      ...(kind.name === 'SQLite' && { dataFolder: `${server.folder}/second` }),
    });
    const response = await fetch(`${second.url}/readyz`);
    const body = (await response.json()) as { problems: { disk: string } };
    expect(response.status).toBe(503);
    expect(body.problems.disk).toMatch(
      /^DATA_DIR has \d+ MB of free space; MIN_FREE_DISK_MB requires 1000000$/,
    );
    await second.close();
  });

  if (kind.name === 'SQLite') {
    it('names a process that holds the database, while /healthz and reads respond', async () => {
      const { location } = server.database;
      if (location.kind !== 'sqlite') throw new Error('Only SQLite has one writer');
      const other = new DatabaseSync(location.path);
      other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
      const held = 'The database cannot be used: another process holds it';
      await until(`/readyz says: ${held}`, async () => {
        const { body } = await readyz(503);
        return body.problems.database === held;
      });
      expect((await server.call('GET', '/healthz')).status).toBe(200);
      expect((await server.call('GET', '/v1/jobs', { key: server.test })).status).toBe(200);
      const refused = await server.call('POST', '/v1/jobs', { key: server.test, body: JOB });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      other.close();
      await readyz(200);
    });
  }
}
