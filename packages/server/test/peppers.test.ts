import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describePeppers, retire } from '../src/cli/keyring/peppers.ts';
import { ACTIVATION_DELAY_MS } from '../src/keyring/key-material.ts';
import { KeyringFile } from '../src/keyring/keyring-file.ts';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

/** Longer than a running server's interval between reads of the keyring. */
const WATCHED_MS = 5_000;

for (const kind of await databaseKinds())
  describe(`a server whose pepper is rotated on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  beforeEach(async () => {
    // Fakes intervals only, to control when the server reads the keyring.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    server = await startTestServer(kind);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.close();
  });

  /** Adds a pepper that is current at once, and lets the running server read it. */
  function rotate(): void {
    const file = new KeyringFile(server.configuration.keyringFile);
    file.rotate('peppers', Date.now() - 3 * ACTIVATION_DELAY_MS);
    vi.advanceTimersByTime(WATCHED_MS);
  }

  async function issue(name: string): Promise<string> {
    const created = await server.call('POST', '/v1/api_keys', { key: server.live, body: { name } });
    return created.body.secret;
  }

  async function statusOf(key: string): Promise<number> {
    return (await server.call('GET', '/v1/jobs', { key })).status;
  }

  async function versions(): Promise<string[]> {
    const rows = await server.database.execute('SELECT id FROM key_secrets');
    return rows.map(({ id }) => String(id).split(':')[0] ?? '').sort();
  }

  it('moves each key to the new pepper when it is used, until the old one can be retired', async () => {
    const used = await issue('Used after the rotation');
    const idle = await issue('Used late');
    // Removes the server's first keys, which were used before and would move within a minute.
    await endFirstKeys();
    rotate();
    expect(await statusOf(used)).toBe(200);
    expect(await versions()).toEqual(['1', '2']);
    await expect(retire(server.configuration, { version: 1, stoppingKeys: 0 })).rejects.toThrow(
      '1 API key uses pepper 1',
    );
    expect(await describePeppers(server.configuration)).toMatch(
      /^1 +for earlier API keys only +1\n2 +hashes new API keys +1$/m,
    );
    expect(await statusOf(idle)).toBe(200);
    expect(await versions()).toEqual(['2', '2']);
    const said = await retire(server.configuration, { version: 1, stoppingKeys: 0 });
    expect(said).toMatch(/^Pepper 1 is retired;/);
    vi.advanceTimersByTime(WATCHED_MS);
    expect([await statusOf(used), await statusOf(idle)]).toEqual([200, 200]);
  });

  it('revokes the keys left on the old pepper when their number is given', async () => {
    const left = await issue('Never used');
    await endFirstKeys();
    rotate();
    const said = await retire(server.configuration, { version: 1, stoppingKeys: 1 });
    expect(said).toContain('1 API key stops working');
    vi.advanceTimersByTime(WATCHED_MS);
    expect(await statusOf(left)).toBe(401);
    expect(await describePeppers(server.configuration)).toMatch(/^1 +not in the keyring.* 1$/m);
  });

  it('accepts fifty concurrent requests with one key, and moves the key once', async () => {
    const key = await issue('Busy');
    rotate();
    const statuses = await Promise.all(Array.from({ length: 50 }, () => statusOf(key)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await versions()).filter((version) => version === '2')).toHaveLength(1);
  });

  async function endFirstKeys(): Promise<void> {
    await server.database.script([
      'DELETE FROM key_secrets WHERE key_id IN (SELECT id FROM api_keys ORDER BY id LIMIT 2)',
    ]);
  }
}
