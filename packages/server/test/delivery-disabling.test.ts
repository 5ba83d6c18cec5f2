import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { callServer, JOB, startTestServer, type TestServer } from './support/test-server.ts';

const DAY = 24 * 60 * 60 * 1_000;

for (const kind of await databaseKinds()) {
  describe(`an endpoint that fails every delivery, on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  let receiver: Receiver;
  beforeEach(async () => {
    server = await startTestServer(kind);
    receiver = await startReceiver(() => ({ status: 500 }));
  });
  afterEach(async () => {
    await receiver.close();
    await server.remove();
  });

  const call = async (url: string, method: string, path: string, body?: object) =>
    (await callServer(url, method, path, { key: server.test, ...(body && { body }) })).body;

  /** Creates an endpoint whose only delivery has failed once, and closes the server. */
  async function failOnce(): Promise<string> {
    const { url } = server;
    const endpoint = { url: receiver.url, events: ['job.cancelled'] };
    const { id } = await call(url, 'POST', '/v1/webhook_endpoints', endpoint);
    const job = await call(url, 'POST', '/v1/jobs', JOB);
    await call(url, 'POST', `/v1/jobs/${job.id}/cancel`);
    for (let status = null; status === null; ) {
      const { data } = await call(url, 'GET', '/v1/webhook_events');
      status = data[0].deliveries[0].last_status_code;
    }
    await server.server.close();
    return id;
  }

  it('disables a failing endpoint, reports that, and lets its owner enable it again', async () => {
    const id = await failOnce();
    const since = await server.database.execute('SELECT failing_since FROM webhook_endpoints');
    expect(Number(since[0]?.failing_since)).toBeGreaterThan(Date.now() - DAY);
    // Five days and five attempts later.
    await server.database.script([
      `UPDATE webhook_endpoints SET failing_since = failing_since - ${5 * DAY}`,
      'UPDATE deliveries SET attempts = 5, next_attempt_at = 1',
      "UPDATE tasks SET due_at = 1 WHERE kind = 'webhook.deliver'",
    ]);
    const { url, close } = await server.startSecond();
    const path = `/v1/webhook_endpoints/${id}`;
    await until('the endpoint is disabled', async () => !(await call(url, 'GET', path)).enabled);
    const log = await call(url, 'GET', '/v1/audit-events?action=webhook_endpoint.disabled');
    expect(log.data).toMatchObject([
      { actor: { type: 'system' }, resource: { type: 'webhook_endpoint', id } },
    ]);
    expect(receiver.received).toHaveLength(2);
    await call(url, 'PATCH', path, { enabled: true });
    await close();
    const rows = await server.database.execute(
      'SELECT failing_since FROM webhook_endpoints WHERE failing_since IS NULL',
    );
    expect(rows).toHaveLength(1);
  });
}
