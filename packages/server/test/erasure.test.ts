import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JsonLog } from '../src/host/json-log.ts';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import {
  type ConfidentialOrganization,
  openConfidentialOrganization,
  until,
} from './support/confidential-organization.ts';
import { findTraces } from './support/find-traces.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

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

  async function erase(target: object, key: string): Promise<void> {
    const { body } = await organization.call('POST', '/v1/privacy/erasures', { key, body: target });
    await until(async () => {
      const [row] = await server.database.execute(
        `SELECT status FROM erasures WHERE id = '${body.id}'`,
      );
      return row?.status === 'completed';
    });
  }

  it('is nowhere after the organization was erased', async () => {
    await erase(
      { target: 'organization', confirm_organization_id: organization.id },
      organization.live,
    );
    await expectNoTraces(organization.texts);
  });

  it('leaves no row of the organization but its books and the proof of its erasure', async () => {
    await erase(
      { target: 'organization', confirm_organization_id: organization.id },
      organization.live,
    );
    await server.call('GET', '/v1/jobs', { key: organization.live });
    await server.server.close();
    const names = ['usage_records', 'audit_events', 'idempotency', 'jobs', 'events', 'api_keys'];
    for (const name of names) {
      const rows = await server.database.execute(
        `SELECT id FROM ${name} WHERE organization_id = '${organization.id}'`,
      );
      expect(rows).toEqual([]);
    }
  });

  it('is nowhere after its retention, while the organization goes on', async () => {
    server.clock.advance(91 * DAY);
    await expectNoTraces(organization.jobTexts);
    server.clock.advance(280 * DAY);
    await expectNoTraces(['confidential-user-agent-text', '203.0.113.77']);
    expect(await tracesOf(['firsthandapi'])).not.toEqual([]);
  });
}
