import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Configuration } from '../src/configuration.ts';
import { silentLog } from '../src/host/json-log.ts';
import { type RunningServer, startServer } from '../src/start-server.ts';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { callServer, JOB, startTestServer, type TestServer } from './support/test-server.ts';

const DAY = 24 * 3_600_000;

for (const kind of await databaseKinds()) {
  describe(`the clock of a server on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let first: TestServer;
  let server: RunningServer | undefined;
  beforeEach(async () => {
    first = await startTestServer(kind);
    await first.server.close();
  });
  afterEach(async () => {
    await server?.close();
    await first.remove();
  });

  const start = async (overrides: Partial<Configuration> = {}) => {
    await server?.close();
    server = await startServer({ ...first.configuration, ...overrides }, silentLog);
    return server.url;
  };
  const credits = async (url: string) =>
    (await callServer(url, 'GET', '/v1/billing/credits', { key: first.live })).body.available_cents;

  /** Moves everything that the database knows back, as if this machine's clock had jumped ahead. */
  const goBack = (milliseconds: number) =>
    first.database.script([
      `UPDATE clock SET latest = latest - ${milliseconds}`,
      `UPDATE credit_lots SET expires_at = expires_at - ${milliseconds}`,
      `UPDATE tasks SET due_at = due_at - ${milliseconds}`,
    ]);

  if (kind.name === 'SQLite') {
    it('expires no credits while its clock is in doubt, reports that, and expires them once it is accepted', async () => {
      await goBack(800 * DAY);
      const doubtful = await start();
      const ready = await callServer(doubtful, 'GET', '/readyz');
      expect([ready.status, ready.body]).toEqual([
        200,
        { status: 'ready', notes: [expect.stringContaining('800 days ahead')] },
      ]);
      const { text } = await callServer(doubtful, 'GET', '/metrics');
      expect(text).toMatch(/^firsthand_clock_ahead_seconds 691\d+$/m);
      const created = await callServer(doubtful, 'POST', '/v1/jobs', {
        key: first.live,
        body: JOB,
      });
      expect([created.status, await credits(doubtful)]).toEqual([201, 240]);
      const accepted = await start({ acceptClock: true });
      expect((await callServer(accepted, 'GET', '/readyz')).body).toEqual({ status: 'ready' });
      while ((await credits(accepted)) !== 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
    });
  } else {
    it("does not doubt a clock that agrees with the database server's", async () => {
      await goBack(800 * DAY);
      const url = await start();
      expect((await callServer(url, 'GET', '/readyz')).body).toEqual({ status: 'ready' });
      while ((await credits(url)) !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }

  it('generates ids greater than all earlier ones after the clock was set back', async () => {
    await first.database.script([`UPDATE clock SET latest = latest + ${3 * 3_600_000}`]);
    const [clock] = await first.database.execute('SELECT latest FROM clock');
    const url = await start();
    const { body } = await callServer(url, 'POST', '/v1/jobs', { key: first.test, body: JOB });
    expect(timeOf(body.id)).toBeGreaterThanOrEqual(Number(clock?.latest));
  });

  it('performs what a clock that ran ahead has scheduled, once it is right', async () => {
    const url = await start();
    const { body } = await callServer(url, 'POST', '/v1/jobs', { key: first.test, body: JOB });
    await server?.close();
    server = undefined;
    await first.database.script([
      `UPDATE tasks SET due_at = due_at + ${800 * DAY} WHERE kind NOT LIKE 'credits%'`,
    ]);
    const later = await start();
    const [sweep] = await first.database.execute(
      "SELECT due_at FROM tasks WHERE kind = 'retention.sweep'",
    );
    expect(Number(sweep?.due_at)).toBeLessThan(Date.now() + 2 * DAY);
    const read = () => callServer(later, 'GET', `/v1/jobs/${body.id}`, { key: first.test });
    while ((await read()).body.status === 'open')
      await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

/** The time of a ULID, in milliseconds. */
function timeOf(id: string): number {
  const digits = id.split('_')[1]?.slice(0, 10) ?? '';
  return [...digits].reduce(
    (time, digit) => time * 32 + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(digit),
    0,
  );
}
