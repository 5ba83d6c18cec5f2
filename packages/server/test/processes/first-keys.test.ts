import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKey } from '../../src/cli/create-key.ts';
import { inviteOwnerOf } from '../../src/cli/invite-owner.ts';
import { organizationOf } from '../../src/cli/organization-of.ts';
import { type Configuration, readConfiguration } from '../../src/configuration.ts';
import { KeyringFile } from '../../src/keyring/keyring-file.ts';
import { startComposed } from '../../src/start-server.ts';
import { migrateStore } from '../../src/storage/open-store.ts';
import {
  type DatabaseKind,
  databaseKinds,
  type TestDatabase,
} from '../../src/testing/databases.ts';
import { MovableClock } from '../../src/testing/movable-clock.ts';
import { callServer, startTestServer } from '../support/test-server.ts';

const MINUTE_MS = 60_000;

for (const kind of await databaseKinds()) {
  describe(`access to an organization without keys on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  describe('the first keys of a server', () => {
    let database: TestDatabase;
    let folder: string;
    let configuration: Configuration;
    const clock = new MovableClock();
    beforeEach(async () => {
      database = await kind.create();
      folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
      const environment = { DATA_DIR: folder, PORT: '0' };
      configuration = { ...readConfiguration(environment), store: database.location };
    });
    afterEach(async () => {
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    const start = () =>
      startComposed(configuration, { replacePorts: (ports) => ({ ...ports, clock }) });
    const statusOf = async (url: string, key = '') =>
      (await callServer(url, 'GET', '/v1/jobs', { key })).status;

    it('replaces the first keys at the next start when a process ended before it showed them', async () => {
      const killed = await start();
      await killed.close();
      clock.advance(2 * MINUTE_MS);
      const server = await start();
      expect(server.firstKeys?.organization_id).toBe(killed.firstKeys?.organization_id);
      expect(await statusOf(server.url, killed.firstKeys?.live)).toBe(401);
      expect(await statusOf(server.url, killed.firstKeys?.test)).toBe(401);
      expect(await statusOf(server.url, server.firstKeys?.live)).toBe(200);
      expect(await statusOf(server.url, server.firstKeys?.test)).toBe(200);
      await server.noteFirstKeysShown();
      await server.close();
      clock.advance(2 * MINUTE_MS);
      const next = await start();
      expect(next.firstKeys).toBeUndefined();
      expect(await statusOf(next.url, server.firstKeys?.live)).toBe(200);
      await next.close();
    });

    it('creates the first keys when a process ended before the signup', async () => {
      await migrateStore(database.location);
      await database.script(["INSERT INTO first_keys (id, begun_at) VALUES ('first', 1)"]);
      const server = await start();
      expect(await statusOf(server.url, server.firstKeys?.live)).toBe(200);
      await server.close();
    });

    it('never issues first keys for an organization that signed up itself', async () => {
      const begun = await start();
      const key = begun.firstKeys?.live ?? '';
      const body = { email: 'another@acme.example' };
      await callServer(begun.url, 'PATCH', '/v1/organization/settings', { key, body });
      await begun.close();
      clock.advance(2 * MINUTE_MS);
      const server = await start();
      expect(server.firstKeys).toBeUndefined();
      await server.close();
    });
  });

  describe('the invitation of an owner', () => {
    it('works once, and ends when the operator prints another one', async () => {
      const server = await startTestServer(kind);
      const accept = async (token = '') => {
        const headers = { Origin: server.url };
        const body = { token, email: 'root@example.org' };
        return server.call('POST', '/account/v1/invitations/accept', { headers, body });
      };
      const printed = server.server.firstKeys?.owner_token;
      server.clock.advance(1_000);
      const link = await inviteOwnerOf(server.configuration, server.organizationId);
      const [, token] = link.split('#');
      expect((await accept(printed)).status).toBe(400);
      const accepted = await accept(token);
      expect(accepted.status).toBe(201);
      expect(accepted.body.organization.id).toBe(server.organizationId);
      expect((await accept(token)).status).toBe(400);
      await server.close();
    });

    it('is refused for an unknown organization', async () => {
      const server = await startTestServer(kind);
      const unknown = inviteOwnerOf(server.configuration, `org_${'0'.repeat(26)}`);
      await expect(unknown).rejects.toThrow('organization');
      await server.close();
    });
  });

  describe('create-key', () => {
    it('creates a working live key with all scopes beside a running server, and audits it', async () => {
      const server = await startTestServer(kind);
      const key = await createKey(server.configuration, server.organizationId);
      const keys = await server.call('GET', '/v1/api_keys', { key });
      expect(keys.status).toBe(200);
      expect(keys.body.data[0]).toMatchObject({ environment: 'live', last_four: key.slice(-4) });
      expect(keys.body.data[0].scopes).toHaveLength(9);
      const { body } = await server.call('GET', '/v1/audit-events?action=api_key.created', { key });
      expect(body.data[0]).toMatchObject({
        actor: { type: 'system' },
        resource: { type: 'api_key', id: keys.body.data[0].id },
      });
      await server.close();
    });

    it('refuses an unknown or erased organization, and a keyring of another database', async () => {
      const server = await startTestServer(kind);
      const { configuration, organizationId } = server;
      await expect(createKey(configuration, `org_${'0'.repeat(26)}`)).rejects.toThrow(
        'organization',
      );
      const other = new KeyringFile(join(server.folder, 'other.json'));
      other.createMissing();
      const wrong = { ...configuration, keyringFile: other.path };
      await expect(createKey(wrong, organizationId)).rejects.toThrow('does not belong');
      await server.database.script(['UPDATE organizations SET erased_at = 1']);
      await expect(createKey(configuration, organizationId)).rejects.toThrow('organization');
      await server.close();
    });
  });
}

describe('the argument of a command about an organization', () => {
  it.each([[[]], [['acme']], [[`org_${'0'.repeat(26)}`, 'more']]])('rejects %j', (words) => {
    expect(() => organizationOf('create-key', words)).toThrow(
      'create-key needs the id of one organization',
    );
  });
});
