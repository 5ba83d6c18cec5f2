import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, expect, it, vi } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { findTraces } from './support/find-traces.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const ADDRESS = 'ines.r@example.org';
const DEVICE = 'Telephone of Ines R';
const BROWSER = 'InesBrowser/77';

let server: TestServer | undefined;
afterEach(() => server?.close());

/** Signs in with the code in the outbox, which stands for the mail server and is emptied like one. */
async function signIn({ call, folder }: TestServer): Promise<{ token: string; id: string }> {
  await call('POST', '/worker/v1/sign_in_codes', { body: { email: ADDRESS } });
  const outbox = join(folder, 'outbox');
  let mail = '';
  await until('a mail is sent', () => {
    const [name] = existsSync(outbox) ? readdirSync(outbox) : [];
    mail = name === undefined ? '' : readFileSync(join(outbox, name), 'utf8');
    return mail !== '';
  });
  rmSync(outbox, { recursive: true });
  const code = /\b\d{3} ?\d{3}\b/.exec(mail.slice(mail.indexOf('\n\n')))?.[0];
  const body = { email: ADDRESS, code, delivery: 'token', device_name: DEVICE };
  const { body: opened } = await call('POST', '/worker/v1/sessions', { body });
  return { token: opened.token, id: opened.worker.id };
}

for (const kind of await databaseKinds()) {
  it(`leaves nothing readable nor sealed of a worker on ${kind.name} after their erasure`, async () => {
    const started = await startTestServer(kind);
    server = started;
    const { call, database, folder } = started;
    const { token: key, id } = await signIn(started);
    const headers = { 'user-agent': BROWSER };
    await call('PATCH', '/worker/v1/me', { key, headers, body: { region: 'PT-11' } });
    await call('POST', '/worker/v1/me/age_statement', { key, headers, body: { is_adult: true } });
    const made = await call('POST', '/worker/v1/me/exports', { key, headers });
    expect(made.status).toBe(201);
    await until('the export is ready', async () => {
      const { body } = await call('GET', `/worker/v1/me/exports/${made.body.id}`, { key });
      return body.status === 'ready';
    });
    const sealed: string[] = [];
    for (const table of ['api_keys', 'worker_accounts', 'audit_events']) {
      const rows = await database.execute(
        `SELECT sealed FROM ${table} WHERE organization_id = '${id}' AND length(sealed) > 0`,
      );
      sealed.push(...rows.map((row) => String(row.sealed).slice(0, 32)));
    }
    const texts = [ADDRESS, DEVICE, BROWSER, 'PT-11', key];
    expect(await findTraces(database, [folder], texts)).toEqual([]);
    expect(await findTraces(database, [folder], sealed)).not.toEqual([]);
    const erasure = await call('POST', '/worker/v1/me/erasure', {
      key,
      body: { confirm: 'erase' },
    });
    expect(erasure.status).toBe(201);
    expect((await call('GET', '/worker/v1/me', { key })).status).toBe(401);
    await until('the erasure is completed', async () => {
      const rows = await database.execute(
        `SELECT status FROM erasures WHERE id = '${erasure.body.id}'`,
      );
      return rows[0]?.status === 'completed';
    });
    expect(await database.execute(`SELECT wrapped FROM data_keys WHERE id = '${id}'`)).toEqual([
      { wrapped: null },
    ]);
    await vi.waitFor(
      async () => expect(await findTraces(database, [folder], [...texts, ...sealed])).toEqual([]),
      { timeout: 20_000 },
    );
  });
}
