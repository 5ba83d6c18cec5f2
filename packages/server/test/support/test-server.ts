import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@firsthandapi/test-support/until';
import type { AppFolders } from '../../src/apps/app-routes.ts';
import { type Configuration, readConfiguration } from '../../src/configuration.ts';
import { silentLog } from '../../src/host/json-log.ts';
import { type RunningServer, startComposed } from '../../src/start-server.ts';
import type { DatabaseSource, TestDatabase } from '../../src/testing/databases.ts';
import { MovableClock } from '../../src/testing/movable-clock.ts';

/** A response with its JSON body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests inspect bodies of every shape.
  readonly body: any;
}

export interface CallOptions {
  readonly key?: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server in this process, with its own database and folder. */
export interface TestServer {
  readonly server: RunningServer;
  readonly url: string;
  readonly live: string;
  readonly test: string;
  readonly organizationId: string;
  readonly database: TestDatabase;
  readonly folder: string;
  readonly configuration: Configuration;
  /** The clock of this server and of those started beside it. */
  readonly clock: MovableClock;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Starts another server on the same database and keyring, as another process would. */
  startSecond(overrides?: Partial<Configuration>): Promise<RunningServer>;
  close(): Promise<void>;
  /** Removes the database and the folder of a server that is already closed. */
  remove(): Promise<void>;
}

export const JOB = {
  type: 'data_collection',
  description: 'Photos of coffee cups from above',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 10,
} as const;

const NO_LIMITS = '{"per_minute":1000000000,"per_hour":1000000000}';

export async function startTestServer(
  kind: DatabaseSource,
  overrides: Partial<Configuration> = {},
  log = silentLog,
  apps?: AppFolders,
): Promise<TestServer> {
  const database = await kind.create();
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  const configuration: Configuration = {
    ...readConfiguration({ DATA_DIR: folder, PORT: '0', ALLOW_PRIVATE_WEBHOOKS: 'true' }),
    store: database.location,
    // Tests with many concurrent requests must also pass on a machine that is busy with others.
    answerWithinMs: 60_000,
    signupLimits: { perAddress: 1_000_000, total: 1_000_000 },
    ...overrides,
  };
  const clock = new MovableClock();
  const start = (chosen: Configuration) =>
    startComposed(chosen, { log, apps, replacePorts: (ports) => ({ ...ports, clock }) });
  const server = await start(configuration);
  await server.noteFirstKeysShown();
  const remove = async () => {
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  const { live, test, organization_id } = server.firstKeys ?? {
    live: '',
    test: '',
    organization_id: '',
  };
  return {
    server,
    url: server.url,
    live,
    test,
    organizationId: organization_id,
    database,
    folder,
    configuration,
    clock,
    call: (method, path, options) => callServer(server.url, method, path, options),
    startSecond: (others = {}) => start({ ...configuration, ...others }),
    async close() {
      await server.close();
      await remove();
    },
    remove,
  };
}

/** Lifts the organization's rate limits and free tier, bypassing the API. */
export async function liftLimits({ database, organizationId }: TestServer): Promise<void> {
  await database.script([
    `UPDATE organizations SET tier = 'enterprise', custom_limits = '${NO_LIMITS}' WHERE id = '${organizationId}'`,
  ]);
}

/** Lifts the limits of every existing organization. */
export async function liftAllLimits(database: TestDatabase): Promise<void> {
  const lift = `UPDATE organizations SET tier = 'enterprise', custom_limits = '${NO_LIMITS}'`;
  // A server in this process cannot finish its write while a statement waits for it.
  await until('the database is not locked', async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return database.script([lift]).then(
      () => true,
      (error: Error) => {
        if (error.message !== 'database is locked') throw error;
        return false;
      },
    );
  });
}

let count = 0;

export async function callServer(
  url: string,
  method: string,
  path: string,
  { key, body, idempotencyKey, headers = {} }: CallOptions = {},
): Promise<Answer> {
  count += 1;
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
      ...(method !== 'GET' && { 'Idempotency-Key': idempotencyKey ?? `key-${count}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

/** Buys the $250 pack at the local checkout page. */
export async function buyCredits(server: TestServer): Promise<void> {
  const purchase = await server.call('POST', '/v1/billing/credits/purchase', {
    key: server.live,
    body: { amount_cents: 25_000 },
  });
  const paid = await fetch(purchase.body.checkout_url, { method: 'POST' });
  if (!paid.ok) throw new Error(`The checkout returned ${paid.status}`);
}
