/**
 * How long one organization's webhooks wait beside organizations whose 40 endpoints each hang, and how many deliveries a
 * second a server makes, on SQLite and on PostgreSQL if it is reachable. `SERVER_CLI` compares another build's throughput.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { databaseKinds, type TestDatabase } from '@firsthandapi/server/testing';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { measureDeliveries } from './deliveries.ts';
import { type ReferenceServer, startReferenceServer } from './reference-server.ts';
import { ask, createJob } from './requests.ts';

const ENDPOINTS = 40;
const DELIVERIES_EACH = 5;
const WEBHOOKS = countFromEnvironment('BENCH_CALLS', 30);
const PAUSE_MS = 60;
/** Until the server has found what is due, and the first attempts hang. */
const SETTLE_MS = 1_500;

/** A receiver that notes when each event of a job arrives. */
class Receiver {
  readonly #arrivals = new Map<string, (at: number) => void>();
  readonly #server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const at = performance.now();
      response.writeHead(204).end();
      this.#arrivals.get(JSON.parse(body).data.id)?.(at);
    });
  });

  async open(): Promise<string> {
    return `http://localhost:${await listen(this.#server)}/`;
  }

  /** Resolves with the time at which the event of a job arrives. */
  arrivalOf(jobId: string): Promise<number> {
    return new Promise((resolve) => this.#arrivals.set(jobId, resolve));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

/** Cancels jobs one after the other, and returns how long each took to be heard of, in milliseconds. */
async function waits({ url, test }: ReferenceServer, receiver: Receiver): Promise<number[]> {
  const found: number[] = [];
  for (let count = 0; count < WEBHOOKS; count += 1) {
    const { id } = await ask(url, createJob(test));
    const arrival = receiver.arrivalOf(id);
    const begun = performance.now();
    await ask(url, { ...createJob(test), path: `/v1/jobs/${id}/cancel`, body: '{}' });
    found.push((await arrival) - begun);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return found.sort((one, other) => one - other);
}

/** Adds organizations with endpoints at a receiver that hangs, and deliveries that are due. */
async function addHostile(database: TestDatabase, count: number, hangsAt: string): Promise<void> {
  const isPostgres = database.location.kind === 'postgres';
  const [yes, no] = isPostgres ? ['true', 'false'] : ['1', '0'];
  const [{ secrets } = { secrets: '[]' }] = await database.execute(
    'SELECT secrets FROM webhook_endpoints LIMIT 1',
  );
  const kept = typeof secrets === 'string' ? secrets : JSON.stringify(secrets);
  const now = Date.now();
  for (let made = 0; made < count; made += 1) {
    const name = randomUUID();
    const owned = `'org_${name}', 'test'`;
    const places = Array.from({ length: ENDPOINTS }, (_, place) => place);
    const numbers = Array.from({ length: DELIVERIES_EACH }, (_, number) => number);
    const rows = (line: (place: number, number: number) => string) =>
      places.flatMap((place) => numbers.map((number) => line(place, number))).join(', ');
    await withRetries(() =>
      database.script([
        `INSERT INTO organizations (id, name, email, tier, auto_topup_enabled, created_at, updated_at)
          VALUES ('org_${name}', 'Hostile', '${name}@x.example', 'free', ${no}, 1, 1)`,
        `INSERT INTO webhook_endpoints
          (id, organization_id, environment, url, events, enabled, secrets, created_at, updated_at) VALUES
          ${places.map((place) => `('whe_${name}_${place}', ${owned}, '${hangsAt}${place}', '[]', ${yes}, '${kept}', 1, 1)`).join(', ')}`,
        `INSERT INTO events (id, organization_id, environment, type, body, status, created_at) VALUES
          ${numbers.map((number) => `('evt_${name}_${number}', ${owned}, 'job.cancelled', '{}', 'pending', 1)`).join(', ')}`,
        `INSERT INTO deliveries (id, organization_id, environment, event_id, endpoint_id, status,
            attempts, next_attempt_at, created_at) VALUES
          ${rows((place, number) => `('whd_${name}_${place}_${number}', ${owned}, 'evt_${name}_${number}', 'whe_${name}_${place}', 'pending', 0, ${now}, ${now})`)}`,
      ]),
    );
  }
}

/** The server may hold the database when a statement comes. */
async function withRetries(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function percentile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
}

const rows: Record<string, string>[] = [];
for (const kind of await databaseKinds()) {
  const server = await startReferenceServer(kind);
  const receiver = new Receiver();
  const hanging = createServer((request) => request.resume());
  const hangsAt = `http://127.0.0.1:${await listen(hanging)}/`;
  const hook = { url: await receiver.open(), events: ['job.cancelled'] };
  const path = '/v1/webhook_endpoints';
  await ask(server.url, { ...createJob(server.test), path, body: JSON.stringify(hook) });
  let hostile = 0;
  for (const wanted of [0, 1, 2, 50]) {
    await addHostile(server.database, wanted - hostile, hangsAt);
    hostile = wanted;
    if (wanted > 0) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const found = await waits(server, receiver);
    const figures = { 'p50 ms': percentile(found, 0.5), 'p99 ms': percentile(found, 0.99) };
    rows.push({ database: kind.name, 'hostile organizations': String(wanted), ...figures });
  }
  hanging.closeAllConnections();
  hanging.close();
  receiver.close();
  await server.stop();
}
console.table(rows);
for (const kind of await databaseKinds()) {
  const server = await startReferenceServer(kind);
  console.log(`${kind.name}: ${(await measureDeliveries(server)).toFixed(0)} deliveries/s`);
  await server.stop();
}
