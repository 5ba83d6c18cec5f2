import { existsSync, renameSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/host/json-log.ts';
import { KeyringFile } from '../../src/keyring/keyring-file.ts';
import { startServer } from '../../src/start-server.ts';
import { type DatabaseKind, databaseKinds } from '../../src/testing/databases.ts';
import { callServer, startTestServer, type TestServer } from '../support/test-server.ts';

for (const kind of await databaseKinds()) {
  describe(`a lost or foreign keyring on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let first: TestServer;
  let path: string;
  beforeEach(async () => {
    first = await startTestServer(kind);
    path = first.configuration.keyringFile;
    await first.server.close();
  });
  afterEach(() => first.remove());

  const start = () => startServer(first.configuration, silentLog);

  it('refuses to start without the keyring, creates none, and starts once it is restored', async () => {
    renameSync(path, `${path}.away`);
    await expect(start()).rejects.toThrow(`There is no keyring at ${path}`);
    expect(existsSync(path)).toBe(false);
    renameSync(`${path}.away`, path);
    const server = await start();
    const { status } = await callServer(server.url, 'GET', '/v1/jobs', { key: first.live });
    await server.close();
    expect(status).toBe(200);
  });

  it('refuses another keyring, naming both fingerprints and no key', async () => {
    renameSync(path, `${path}.away`);
    new KeyringFile(path).createMissing();
    await expect(start()).rejects.toThrow(
      /signing key has fingerprint [0-9a-f]{16}, expected [0-9a-f]{16}/,
    );
    rmSync(path);
  });

  it('refuses a keyring that lacks a data key in use, and accepts a later one', async () => {
    const file = new KeyringFile(path);
    file.rotate('dataKeys', Date.now());
    await (await start()).close();
    file.retire('dataKeys', 2);
    await expect(start()).rejects.toThrow('data key 2 has fingerprint missing');
  });

  it('accepts a keyring whose earlier pepper was retired', async () => {
    const file = new KeyringFile(path);
    file.rotate('peppers', Date.now());
    await (await start()).close();
    file.retire('peppers', 1);
    await (await start()).close();
  });

  it('never replaces a keyring that disappears while the server runs', async () => {
    const server = await start();
    renameSync(path, `${path}.away`);
    expect(() => new KeyringFile(path).rotate('peppers', Date.now())).toThrow('no keyring');
    const { status } = await callServer(server.url, 'GET', '/v1/jobs', { key: first.live });
    expect(status).toBe(200);
    expect(existsSync(path)).toBe(false);
    await server.close();
  });
}
