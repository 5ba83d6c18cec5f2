import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, sqliteAt, type TestDatabase } from '../../../src/testing/databases.ts';
import { startHangingReceiver } from '../../support/hanging-receiver.ts';
import { type ServerProcess, spawnServer } from '../../support/server-process.ts';
import { callServer, JOB, liftAllLimits } from '../../support/test-server.ts';

export interface PunctualProofOptions {
  readonly kind: DatabaseKind;
  /** Each posts jobs of 10,000 files, and has 40 endpoints that hang. */
  readonly hostileOrganizations: number;
  readonly hostileJobsEach: number;
  /** Jobs of 3 files of an innocent organization, a few seconds apart. */
  readonly jobs: number;
}

export interface PunctualReport {
  readonly database: string;
  readonly hostileOrganizations: number;
  readonly hostileFiles: number;
  readonly hostileEndpoints: number;
  /** From each job's creation to its completion, by the server's clock: 15 s when nothing is late. */
  readonly completedAfterMs: readonly number[];
  /** From each completion to the arrival of its webhook. */
  readonly webhookAfterMs: readonly number[];
  /** Files of hostile jobs that workers had accepted at the end: one step each. */
  readonly hostileAccepted: number;
  /** Deliveries that arrived at the receiver that hangs. */
  readonly hostileDeliveries: number;
  /** Whether each job completed at 15 s ± 1, and its webhook arrived within 5 s. */
  readonly meetsAim: boolean;
  readonly problems: readonly string[];
}

const FILES_EACH = 10_000;
const ENDPOINTS_EACH = 40;
const EVENTS = ['submission.scored', 'submission.approved', 'job.completed', 'job.cancelled'];
/** Each makes one delivery for each endpoint at once, long before a file of a large job is scored. */
const CANCELLED_JOBS_EACH = 20;
const PAUSE_MS = 3_000;
const TIMELINE_MS = 15_000;
const COMPLETION_AIM_MS = 1_000;
const WEBHOOK_AIM_MS = 5_000;
/** From a job's creation until its webhook counts as lost. */
const GIVE_UP_MS = 45_000;

/** Runs an innocent organization's small jobs beside hostile organizations' large ones, and measures how late they are. */
export async function provePunctual(options: PunctualProofOptions): Promise<PunctualReport> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-punctual-'));
  const isFile = options.kind.name === 'SQLite';
  const database = isFile ? sqliteAt(join(folder, 'firsthandapi.db')) : await options.kind.create();
  const hanging = await startHangingReceiver();
  const location = { location: database.location, folder, environment: { TRUST_PROXY: 'true' } };
  const server = await spawnServer(location);
  try {
    if (server === undefined) throw new Error('The server did not start');
    return await run(options, database, server, hanging);
  } finally {
    await server?.kill();
    await hanging.close();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  { kind, hostileOrganizations, hostileJobsEach, jobs }: PunctualProofOptions,
  database: TestDatabase,
  server: ServerProcess,
  hanging: { readonly url: string; readonly received: readonly string[] },
): Promise<PunctualReport> {
  const { url } = server;
  const { test } = await server.keys;
  const crowd = Array.from({ length: hostileOrganizations }, (_, index) => signUp(url, index));
  const hostile = await Promise.all(crowd);
  await liftAllLimits(database);
  const arrivals = await startArrivals();
  try {
    await send(url, test, '/v1/webhook_endpoints', {
      url: arrivals.url,
      events: ['job.completed'],
    });
    await Promise.all(hostile.map((key) => attack(url, key, hanging.url, hostileJobsEach)));
    const found = await Promise.all(
      Array.from({ length: jobs }, async (_, index) => {
        await pass((index + 1) * PAUSE_MS);
        return followJob(url, test, arrivals);
      }),
    );
    const completed = found.flatMap(({ completedAfter }) => completedAfter ?? []);
    const webhooks = found.flatMap(({ webhookAfter }) => webhookAfter ?? []);
    const [accepted] = await database.execute(
      `SELECT sum(workers_accepted) AS files FROM jobs WHERE files_needed = ${FILES_EACH}`,
    );
    return {
      database: kind.name,
      hostileOrganizations,
      hostileFiles: hostileOrganizations * hostileJobsEach * FILES_EACH,
      hostileEndpoints: hostileOrganizations * ENDPOINTS_EACH,
      completedAfterMs: completed,
      webhookAfterMs: webhooks,
      hostileAccepted: Number(accepted?.files),
      hostileDeliveries: hanging.received.length,
      meetsAim:
        webhooks.length === jobs &&
        completed.every((after) => Math.abs(after - TIMELINE_MS) <= COMPLETION_AIM_MS) &&
        webhooks.every((after) => after <= WEBHOOK_AIM_MS),
      problems: [
        ...(webhooks.length < jobs
          ? [`${jobs - webhooks.length} webhooks had not arrived ${GIVE_UP_MS / 1_000} s after`]
          : []),
        ...server.errors.slice(0, 3).map((line) => `logged: ${line.slice(0, 300)}`),
      ],
    };
  } finally {
    arrivals.close();
  }
}

/** Returns a test key of a new organization. */
async function signUp(url: string, index: number): Promise<string> {
  const account = await callServer(url, 'POST', '/v1/auth/signup', {
    body: { name: 'Hostile', email: `hostile-${index}@example.com` },
    headers: { 'X-Forwarded-For': `198.51.100.${index}` },
  });
  const key = { name: 'hostile', environment: 'test' };
  return (await send(url, account.body.api_key, '/v1/api_keys', key)).secret;
}

async function attack(url: string, key: string, hangsAt: string, jobs: number): Promise<void> {
  for (let count = 0; count < ENDPOINTS_EACH; count += 1) {
    await send(url, key, '/v1/webhook_endpoints', { url: `${hangsAt}/${count}`, events: EVENTS });
  }
  for (let count = 0; count < jobs; count += 1) {
    await send(url, key, '/v1/jobs', { ...JOB, files_needed: FILES_EACH });
  }
  for (let count = 0; count < CANCELLED_JOBS_EACH; count += 1) {
    const { id } = await send(url, key, '/v1/jobs', JOB);
    await send(url, key, `/v1/jobs/${id}/cancel`, {});
  }
}

/** Posts a job of 3 files. What has not happened before the proof gives up is undefined. */
async function followJob(
  url: string,
  key: string,
  arrivals: Arrivals,
): Promise<{ completedAfter?: number; webhookAfter?: number }> {
  const { id } = await send(url, key, '/v1/jobs', { ...JOB, files_needed: 3 });
  const arrivedAt = await Promise.race([arrivals.of(id), pass(GIVE_UP_MS)]);
  const { body } = await callServer(url, 'GET', `/v1/jobs/${id}`, { key });
  if (body.completed_at === null) return {};
  const completedAt = Date.parse(body.completed_at);
  const completedAfter = completedAt - Date.parse(body.created_at);
  return {
    completedAfter,
    ...(arrivedAt !== undefined && { webhookAfter: arrivedAt - completedAt }),
  };
}

async function send(url: string, key: string, path: string, body: unknown) {
  const answer = await callServer(url, 'POST', path, { key, body });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.text.slice(0, 300)}`);
  return answer.body;
}

interface Arrivals {
  readonly url: string;
  /** Resolves with the time at which the webhook of a job arrives. */
  of(jobId: string): Promise<number>;
  close(): void;
}

/** A receiver that responds at once. */
async function startArrivals(): Promise<Arrivals> {
  const waiting = new Map<string, (at: number) => void>();
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      response.writeHead(204).end();
      waiting.get(JSON.parse(body).data.id)?.(Date.now());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    of: (jobId) => new Promise((resolve) => waiting.set(jobId, resolve)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function pass(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
