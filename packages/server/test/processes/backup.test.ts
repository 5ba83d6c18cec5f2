import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEYS_FILE } from '../../src/backup/backup-format.ts';
import { BackupSecret } from '../../src/backup/backup-secret.ts';
import { createBackup } from '../../src/backup/create-backup.ts';
import { pruneBackups } from '../../src/backup/prune-backups.ts';
import { type RestoreTarget, restoreBackup } from '../../src/backup/restore-backup.ts';
import { openBackup } from '../../src/backup/sealed-backup.ts';
import { verifyArchive } from '../../src/backup/verify-archive.ts';
import { main } from '../../src/cli/main.ts';
import { verify } from '../../src/cli/verify.ts';
import { readConfiguration } from '../../src/configuration.ts';
import { openStorage } from '../../src/files/open-storage.ts';
import { HEADER_BYTES, SEALED_CHUNK_BYTES } from '../../src/files/sealed-format.ts';
import { type RunningServer, startComposed } from '../../src/start-server.ts';
import { openStore } from '../../src/storage/open-store.ts';
import {
  type DatabaseKind,
  databaseKinds,
  type TestDatabase,
} from '../../src/testing/databases.ts';
import { sealChains } from '../../src/verify/chain-sealer.ts';
import { openConfidentialOrganization } from '../support/confidential-organization.ts';
import { findTraces } from '../support/find-traces.ts';
import { callServer, JOB, startTestServer, type TestServer } from '../support/test-server.ts';

const kinds = await databaseKinds();
for (const kind of kinds) describe(`a backup of a server on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  let target: string;
  let secret: BackupSecret;
  const undo: (() => unknown)[] = [];

  beforeEach(async () => {
    server = await startTestServer(kind, { trustProxy: true });
    target = mkdtempSync(join(tmpdir(), 'firsthandapi-backup-'));
    const path = join(target, '..', `${target.split('/').at(-1)}.key`);
    writeFileSync(path, randomBytes(32), { mode: 0o600 });
    secret = new BackupSecret({ kind: 'key', path });
    undo.push(
      () => server.close(),
      () => rmSync(target, { recursive: true, force: true }),
      () => rmSync(path),
    );
  });
  afterEach(async () => {
    for (const action of undo.splice(0).reverse()) await action();
  });

  const keys = () => join(target, KEYS_FILE);

  async function backUp(keysOnly = false): Promise<string> {
    const { store } = server.configuration;
    const files = await openStorage(server.configuration);
    const source = { store, files, target, secret, keysOnly };
    const { archive } = await createBackup(source);
    return String(archive);
  }

  interface Restored extends RestoreTarget {
    readonly database: TestDatabase;
  }

  /** Makes an empty place that has the keyring only. */
  async function emptyPlace(of: DatabaseKind = kind): Promise<Restored> {
    const database = await of.create();
    const dataFolder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    undo.push(
      () => database.remove(),
      () => rmSync(dataFolder, { recursive: true, force: true }),
    );
    const keyringFile = join(dataFolder, 'keyring.json');
    copyFileSync(server.configuration.keyringFile, keyringFile);
    chmodSync(keyringFile, 0o600);
    return { store: database.location, dataFolder, keyringFile, database };
  }

  async function start(place: RestoreTarget): Promise<RunningServer> {
    const { store, dataFolder, keyringFile } = place;
    const { clock } = server;
    const running = await startComposed(
      { ...server.configuration, store, dataFolder, keyringFile },
      { replacePorts: (ports) => ({ ...ports, clock }) },
    );
    undo.push(() => running.close());
    return running;
  }

  /** Seals both logs, as a running server does every few minutes. */
  async function seal({ store: location }: Pick<RestoreTarget, 'store'>): Promise<void> {
    const store = await openStore(location);
    await sealChains(store, Date.now());
    await store.close();
  }

  const problemsIn = async (place: RestoreTarget) => {
    const { store, dataFolder, keyringFile } = place;
    const restored = { ...server.configuration, store, dataFolder, keyringFile };
    const all = { sample: undefined, bytesPerSecond: Number.POSITIVE_INFINITY };
    return (await verify(restored, all)).problems;
  };

  const postJob = async (description: string) => {
    const body = { ...JOB, description: `${description}: pictures of cups` };
    const answer = await server.call('POST', '/v1/jobs', { key: server.test, body });
    expect(answer.status).toBe(201);
    return String(answer.body.id);
  };

  async function readyExport(url: string, key: string, id: string): Promise<string> {
    let link = '';
    await until('the export is ready', async () => {
      const { body } = await callServer(url, 'GET', `/v1/privacy/exports/${id}`, { key });
      link = body.download_url;
      return body.status === 'ready';
    });
    return link;
  }

  it('made under writes contains all that was acknowledged before, with keys and files that work', async () => {
    const jobs: string[] = [];
    const write = async () => {
      for (let count = 0; count < 5; count += 1) jobs.push(await postJob(`Job ${jobs.length}`));
    };
    const { id } = (
      await server.call('POST', '/v1/privacy/exports', { key: server.live, body: {} })
    ).body;
    await readyExport(server.url, server.live, id);
    await write();
    const acknowledged = [...jobs];
    const [archive] = await Promise.all([backUp(), write()]);
    const place = await emptyPlace();
    const { summary, erasures, withoutKey } = await restoreBackup(place, {
      archive,
      keys: keys(),
      secret,
    });
    expect([erasures, withoutKey]).toEqual([[], 0]);
    expect(summary.files).toBeGreaterThan(0);
    expect(await problemsIn(place)).toEqual([]);
    const restored = await start(place);
    for (const job of acknowledged) {
      const answer = await callServer(restored.url, 'GET', `/v1/jobs/${job}`, { key: server.test });
      expect(answer.body.description).toMatch(/^Job \d+: pictures/);
    }
    const link = await readyExport(restored.url, server.live, id);
    const content = await fetch(link);
    expect(content.status).toBe(200);
    expect((await content.json()).organization_id).toBe(server.organizationId);
    const fresh = await callServer(restored.url, 'POST', '/v1/jobs', {
      key: server.test,
      body: JOB,
    });
    expect(fresh.status).toBe(201);
  });

  it('keeps the positions of events, and puts later events after every earlier position', async () => {
    const follow = async (url: string, after: string) =>
      (await callServer(url, 'GET', `/v1/webhook_events?after=${after}`, { key: server.test }))
        .body;
    const cancelOne = async (url: string) => {
      const { body } = await callServer(url, 'POST', '/v1/jobs', { key: server.test, body: JOB });
      await callServer(url, 'POST', `/v1/jobs/${body.id}/cancel`, { key: server.test });
      return body.id;
    };
    const jobsOf = ({ data }: { data: { data: { id: string } }[] }) => data.map((it) => it.data.id);
    await cancelOne(server.url);
    const atBackup = (await follow(server.url, 'now')).position;
    const archive = await backUp();
    for (let count = 0; count < 3; count += 1) await cancelOne(server.url);
    const later = (await follow(server.url, 'now')).position;
    const place = await emptyPlace();
    await restoreBackup(place, { archive, keys: keys(), secret });
    const restored = await start(place);
    const job = await cancelOne(restored.url);
    expect(jobsOf(await follow(restored.url, atBackup))).toEqual([job]);
    expect(jobsOf(await follow(restored.url, later))).toEqual([job]);
  });

  it('can be restored into the other database', async () => {
    const other = kinds.find(({ name }) => name !== kind.name);
    if (other === undefined) return;
    const job = await postJob('Moved');
    const place = await emptyPlace(other);
    await restoreBackup(place, { archive: await backUp(), keys: keys(), secret });
    const { url } = await start(place);
    const { body } = await callServer(url, 'GET', `/v1/jobs/${job}`, { key: server.test });
    expect(body.description).toBe('Moved: pictures of cups');
  });

  it('repeats the erasures completed since, of an organization, a test environment and a job', async () => {
    const organization = await openConfidentialOrganization(server);
    const [kept, erased] = [await postJob('Kept'), await postJob('Erased')];
    const other = await server.call('POST', '/v1/auth/signup', {
      body: { name: 'Other', email: 'other@example.com' },
    });
    const otherTest = await server.call('POST', '/v1/api_keys', {
      key: other.body.api_key,
      body: { name: 'Test', environment: 'test' },
    });
    await server.call('POST', '/v1/jobs', { key: otherTest.body.secret, body: JOB });
    await seal(server.configuration);
    const archive = await backUp();
    const erase = async (key: string, body: object) => {
      const { body: erasure } = await server.call('POST', '/v1/privacy/erasures', { key, body });
      await until('the erasure is completed', async () => {
        const [row] = await server.database.execute(
          `SELECT status FROM erasures WHERE id = '${erasure.id}'`,
        );
        return row?.status === 'completed';
      });
      return String(erasure.id);
    };
    const ids = [
      await erase(organization.live, {
        target: 'organization',
        confirm_organization_id: organization.id,
      }),
      await erase(otherTest.body.secret, {
        target: 'organization',
        confirm_organization_id: other.body.organization_id,
      }),
      await erase(server.test, { target: 'job', job_id: erased }),
    ];
    await backUp(true);
    const place = await emptyPlace();
    const result = await restoreBackup(place, { archive, keys: keys(), secret });
    expect(result.erasures.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await findTraces(place.database, [place.dataFolder], organization.texts)).toEqual([]);
    for (const table of ['jobs', 'files', 'api_keys', 'events', 'audit_events']) {
      const owned = `SELECT id FROM ${table} WHERE organization_id = '${organization.id}'`;
      expect(await place.database.execute(owned), table).toEqual([]);
    }
    const [profile] = await place.database.execute(
      `SELECT mailbox, email_index, erased_at FROM organizations WHERE id = '${organization.id}'`,
    );
    expect(profile).toEqual({ mailbox: null, email_index: null, erased_at: expect.anything() });
    // Before, and after what the repeated erasures have written themselves is sealed, too.
    expect(await problemsIn(place)).toEqual([]);
    await seal(place);
    expect(await problemsIn(place)).toEqual([]);
    const { url } = await start(place);
    const get = (path: string, key: string) => callServer(url, 'GET', path, { key });
    expect((await get('/v1/jobs', organization.live)).status).toBe(401);
    expect((await get('/v1/jobs', otherTest.body.secret)).status).toBe(401);
    expect((await get('/v1/jobs', other.body.api_key)).status).toBe(200);
    expect((await get(`/v1/jobs/${kept}`, server.test)).body.description).toBe(
      'Kept: pictures of cups',
    );
    expect((await get(`/v1/jobs/${erased}`, server.test)).body.description).not.toContain(
      'pictures',
    );
  });

  it('has no key of an organization, so that it reveals nothing once the keys file was replaced', async () => {
    const organization = await openConfidentialOrganization(server);
    const [row] = await server.database.execute(
      `SELECT wrapped FROM data_keys WHERE id = '${organization.id}'`,
    );
    const wrapped = String(row?.wrapped);
    const archive = await backUp();
    const contents = (await buffer(openBackup(archive, 'archive', secret))).toString('latin1');
    expect(contents).toContain(organization.id);
    for (const text of [...organization.texts, wrapped]) expect(contents).not.toContain(text);
    const keysBefore = (await buffer(openBackup(keys(), 'keys', secret))).toString('latin1');
    expect(keysBefore).toContain(wrapped);
    const body = { target: 'organization', confirm_organization_id: organization.id };
    await server.call('POST', '/v1/privacy/erasures', { key: organization.live, body });
    await until('the data key is destroyed', async () => {
      const statement = `SELECT wrapped FROM data_keys WHERE id = '${organization.id}'`;
      return (await server.database.execute(statement))[0]?.wrapped === null;
    });
    await backUp();
    const keysAfter = (await buffer(openBackup(keys(), 'keys', secret))).toString('latin1');
    expect(keysAfter).not.toContain(wrapped);
    expect(readdirSync(target).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  it('is verified by restoring it, and leaves nothing else behind', async () => {
    await postJob('Verified');
    const archive = await backUp();
    const before = readdirSync(target).sort();
    const { summary } = await verifyArchive(archive, keys(), secret);
    expect(summary.rows.jobs).toBe(1);
    expect(readdirSync(target).sort()).toEqual(before);
    for (const name of before.filter((one) => one.endsWith('.fhbackup')))
      expect(statSync(join(target, name)).mode & 0o077).toBe(0);
  });

  it('fails its verification when the books in it do not agree', async () => {
    await server.database.script([
      'UPDATE account_balances SET balance_cents = balance_cents + 1000',
    ]);
    const verifying = verifyArchive(await backUp(), keys(), secret);
    await expect(verifying).rejects.toThrow(/The books of org_\w+ do not agree in the backup/);
    expect(readdirSync(target).filter((name) => name.startsWith('verify-'))).toEqual([]);
  });

  // What is refused does not depend on the database.
  describe.runIf(kind.name === 'SQLite')('that cannot be used', () => {
    let archive: string;
    let bytes: Buffer;
    let place: Restored;
    beforeEach(async () => {
      await server.database.script([
        `WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 2000)
         INSERT INTO usage_records (id, organization_id, environment, operation, api_key_id, status,
           duration_ms, credits_cents, client, created_at)
         SELECT 'req_' || n, '${server.organizationId}', 'live', 'getJob', 'key_1', 200, 1, 0, 'x', n
         FROM place`,
      ]);
      archive = await backUp();
      bytes = readFileSync(archive);
      place = await emptyPlace();
    });

    const chunk = (number: number) => {
      const start = HEADER_BYTES + number * SEALED_CHUNK_BYTES;
      return bytes.subarray(start, start + SEALED_CHUNK_BYTES);
    };
    const restoring = (given: Partial<Parameters<typeof restoreBackup>[1]> = {}) =>
      restoreBackup(place, { archive, keys: keys(), secret, ...given });

    it.each([
      ['cut within a chunk', () => bytes.subarray(0, bytes.length - 99), 'is damaged'],
      [
        'cut between chunks',
        () => bytes.subarray(0, HEADER_BYTES + 2 * SEALED_CHUNK_BYTES),
        'is damaged',
      ],
      [
        'reordered',
        () =>
          Buffer.concat([
            bytes.subarray(0, HEADER_BYTES),
            chunk(0),
            chunk(2),
            chunk(1),
            bytes.subarray(HEADER_BYTES + 3 * SEALED_CHUNK_BYTES),
          ]),
        'is damaged: it was cut, or its chunks were altered or reordered',
      ],
      ['with bytes appended', () => Buffer.concat([bytes, Buffer.alloc(10)]), 'is damaged'],
      ['empty', () => Buffer.alloc(0), 'is not a backup'],
      ['of another kind', () => readFileSync(keys()), 'is no archive file'],
    ])('is refused when it is %s, and nothing is left', async (_, damage, message) => {
      writeFileSync(archive, damage());
      await expect(restoring()).rejects.toThrow(message);
      expect(readdirSync(place.dataFolder).filter((name) => name !== 'server.lock')).toEqual([
        'keyring.json',
      ]);
      writeFileSync(archive, bytes);
      await restoring();
    });

    it('is refused with another key file, a passphrase, and the keys of another database', async () => {
      const path = join(place.dataFolder, 'other.key');
      writeFileSync(path, randomBytes(32), { mode: 0o600 });
      const foreign = new BackupSecret({ kind: 'key', path });
      await expect(restoring({ secret: foreign })).rejects.toThrow('sealed with another key file');
      writeFileSync(path, 'correct horse battery staple\n');
      const passphrase = new BackupSecret({ kind: 'passphrase', path });
      await expect(restoring({ secret: passphrase })).rejects.toThrow('with a key file');
      const other = await startTestServer(kind);
      undo.push(() => other.close());
      const elsewhere = join(target, 'elsewhere');
      mkdirSync(elsewhere);
      await createBackup({
        store: other.configuration.store,
        files: await openStorage({ dataFolder: other.folder }),
        target: elsewhere,
        secret,
      });
      await expect(restoring({ keys: join(elsewhere, KEYS_FILE) })).rejects.toThrow(
        'belong to different databases',
      );
    });

    it('is refused with a keys file that is older than itself', async () => {
      const older = join(target, 'older');
      copyFileSync(keys(), older);
      await new Promise((resolve) => setTimeout(resolve, 5));
      archive = await backUp();
      await expect(restoring({ keys: older })).rejects.toThrow('is older than');
    });

    it('is refused where there are data, or no keyring', async () => {
      await restoring();
      await expect(restoring()).rejects.toThrow('is not empty');
      const bare = await emptyPlace();
      rmSync(bare.keyringFile);
      await expect(restoreBackup(bare, { archive, keys: keys(), secret })).rejects.toThrow(
        'There is no keyring',
      );
      const { store } = place;
      const full = { ...(await emptyPlace()), store };
      await expect(restoreBackup(full, { archive, keys: keys(), secret })).rejects.toThrow(
        'is not empty',
      );
    });
  });
}

describe('the commands for backups', () => {
  const [kind] = kinds;
  if (kind === undefined) throw new Error('SQLite comes with Node');

  it('back up, prune and restore with a passphrase, and say what they did as JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    const run = async (data: string, ...words: string[]) => {
      let output = '';
      let errors = '';
      const code = await main(
        words,
        { DATA_DIR: data, DATABASE_URL: '' },
        {
          write(text) {
            output += text;
          },
          writeError(text) {
            errors += text;
          },
        },
      );
      return { code, output, errors };
    };
    const [data, target, secret] = ['data', 'target', 'passphrase'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(secret, 'correct horse battery staple\n', { mode: 0o600 });
    const server = await startComposed(readConfiguration({ DATA_DIR: data, PORT: '0' }), {});
    await server.close();
    const sealed = ['--passphrase-file', secret, '--json'];
    for (let count = 0; count < 2; count += 1) {
      const { code, output, errors } = await run(data, 'backup', target, ...sealed, '--verify');
      expect([code, errors]).toEqual([0, '']);
      expect(JSON.parse(output)).toMatchObject({ verified: true, files: 0 });
    }
    const pruned = await run(data, 'prune', target, '--keep', '1', '--json');
    const { kept, removed } = JSON.parse(pruned.output);
    expect([kept.length, removed.length]).toEqual([1, 1]);
    expect(await pruneBackups(target, 1)).toEqual({ kept, removed: [] });
    const restored = join(folder, 'restored');
    mkdirSync(restored, { mode: 0o700 });
    copyFileSync(join(data, 'keyring.json'), join(restored, 'keyring.json'));
    const result = await run(restored, 'restore', join(target, kept[0]), ...sealed);
    expect([result.code, result.errors]).toEqual([0, '']);
    expect(JSON.parse(result.output)).toMatchObject({ erasures: 0, without_key: 0 });
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    [['backup'], 2, 'backup needs one path, for example: backup'],
    [['backup', '/tmp/x'], 2, 'backup needs --key-file or --passphrase-file'],
    [['backup', '/tmp/x', '--key-file', '/absent'], 1, '--key-file /absent ENOENT'],
    [['prune', '/tmp/x'], 2, 'prune needs --keep'],
    [['prune', '/absent', '--keep', '1'], 1, 'ENOENT'],
    [['restore', '/absent/archive'], 2, 'give its path with --keys'],
    [['restore', '/absent', '--force'], 2, '--force'],
  ])('reject %j with exit code %i and a reason', async (words, expected, message) => {
    let errors = '';
    const code = await main(
      words,
      {},
      {
        write: () => {},
        writeError(text) {
          errors += text;
        },
      },
    );
    expect([code, errors]).toEqual([expected, expect.stringContaining(message)]);
  });
});
