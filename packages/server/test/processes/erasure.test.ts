import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JsonLog } from '../../src/host/json-log.ts';
import { sealedTableNames } from '../../src/storage/sealing/sealed-fields.ts';
import { type DatabaseKind, databaseKinds } from '../../src/testing/databases.ts';
import {
  type ConfidentialOrganization,
  openConfidentialOrganization,
} from '../support/confidential-organization.ts';
import { findTraces } from '../support/find-traces.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const DAY = 24 * 60 * 60 * 1_000;

for (const kind of await databaseKinds()) {
  describe(`what was sent to a server on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  let organization: ConfidentialOrganization;
  let logged: Buffer[];

  beforeEach(async () => {
    logged = [];
    const log = new JsonLog(
      new Writable({
        write(line, _, done) {
          logged.push(line);
          done();
        },
      }),
    );
    server = await startTestServer(kind, { trustProxy: true }, log);
    organization = await openConfidentialOrganization(server);
  });
  afterEach(() => server.close());

  /** Searches the database with its log, the files and what was logged. */
  function tracesOf(texts: readonly string[]): Promise<string[]> {
    writeFileSync(join(server.folder, 'server.log'), Buffer.concat(logged));
    return findTraces(server.database, [server.folder], texts);
  }

  const expectNoTraces = (texts: readonly string[]) =>
    vi.waitFor(async () => expect(await tracesOf(texts)).toEqual([]), { timeout: 20_000 });

  /** Returns the beginning of what is sealed of the organization in each of the tables. */
  async function sealsOf(...names: string[]): Promise<readonly string[]> {
    const seals: string[] = [];
    for (const name of names) {
      const owner = name === 'organizations' ? 'id' : 'organization_id';
      const rows = await server.database.execute(
        `SELECT sealed FROM ${name} WHERE ${owner} = '${organization.id}' AND length(sealed) > 0`,
      );
      seals.push(...rows.map(({ sealed }) => String(sealed).slice(0, 32)));
    }
    expect(await tracesOf(seals)).not.toEqual([]);
    return seals;
  }

  async function erase(target: object, key: string): Promise<void> {
    const { body } = await organization.call('POST', '/v1/privacy/erasures', { key, body: target });
    await until('the erasure is completed', async () => {
      const [row] = await server.database.execute(
        `SELECT status FROM erasures WHERE id = '${body.id}'`,
      );
      return row?.status === 'completed';
    });
  }

  const eraseEverything = () =>
    erase({ target: 'organization', confirm_organization_id: organization.id }, organization.live);

  it('stores what was sent readable nowhere but in the memory of the server', async () => {
    expect(await tracesOf(organization.texts)).toEqual([]);
    expect(await tracesOf([organization.id])).not.toEqual([]);
  });

  it('leaves nothing of what was sent after the erasure of the organization, not even sealed', async () => {
    const seals = await sealsOf(...sealedTableNames);
    await eraseEverything();
    await expectNoTraces([...organization.texts, ...seals]);
  });

  it('leaves no row of the organization but its books and the proof of its erasure', async () => {
    await eraseEverything();
    await organization.call('GET', '/v1/jobs', { key: organization.live });
    await server.server.close();
    for (const name of [
      'usage_records',
      'assignments',
      'workers',
      ...sealedTableNames.filter((name) => name !== 'organizations'),
    ]) {
      const rows = await server.database.execute(
        `SELECT id FROM ${name} WHERE organization_id = '${organization.id}'`,
      );
      expect(rows, name).toEqual([]);
    }
  });

  it('opens nothing sealed after the data key of its organization was destroyed', async () => {
    const before = await server.database.execute(
      `SELECT * FROM data_keys WHERE id = '${organization.id}'`,
    );
    const wrapped = String(before[0]?.wrapped);
    await eraseEverything();
    expect(
      await server.database.execute(`SELECT * FROM data_keys WHERE id = '${organization.id}'`),
    ).toEqual([{ id: organization.id, wrapped: null }]);
    if (kind.name === 'SQLite') await expectNoTraces([wrapped]);
  });

  it('leaves no hash by which an erased e-mail address or its mailbox can be found', async () => {
    const hashes = () =>
      server.database.execute(
        `SELECT mailbox, email_index FROM organizations WHERE id = '${organization.id}'`,
      );
    const [before] = await hashes();
    const known = [String(before?.mailbox), String(before?.email_index)];
    for (const hash of known) expect(hash).toMatch(/^[\w-]{43,}$/);
    await eraseEverything();
    expect(await hashes()).toEqual([{ mailbox: null, email_index: null }]);
    await expectNoTraces(known);
  });

  it('leaves nothing of what was sent after its retention, not even sealed, while the organization still exists', async () => {
    const contents = await sealsOf('jobs', 'submissions', 'files', 'events', 'idempotency');
    const audited = await sealsOf('audit_events');
    server.clock.advance(91 * DAY);
    await expectNoTraces(contents);
    server.clock.advance(280 * DAY);
    await expectNoTraces(audited);
    expect(await tracesOf([organization.id])).not.toEqual([]);
  });
}
