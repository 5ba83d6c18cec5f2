import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, emptyTables, type TestDatabase } from '@firsthandapi/server/testing';
import { listenOnLoopback } from '../world/listen-on-loopback.ts';
import {
  DEFAULT_CREDITS_CENTS,
  type Target,
  type World,
  type WorldOptions,
} from '../world/target.ts';
import { HostProcess } from './served/host-process.ts';

/** The processes that serve a target's worlds, and their database and folder. */
interface Deployment {
  readonly hosts: readonly HostProcess[];
  readonly folder: string;
  database: TestDatabase;
}

/**
 * The reference server over HTTP, in separate processes. It differs from production only in the clock, which scenarios
 * move, the payment provider, which they break, and the order of ids. With more than one process, requests and due tasks
 * go to each in turn.
 */
export function createServerTarget(name: string, kind: DatabaseKind, processes: number): Target {
  let deployment: Deployment | undefined;
  return {
    name,
    keepsLog: false,
    async open() {
      deployment = {
        hosts: await Promise.all(Array.from({ length: processes }, () => HostProcess.start())),
        folder: mkdtempSync(join(tmpdir(), 'firsthandapi-conformance-')),
        database: await kind.create(),
      };
    },
    async world(options = {}) {
      if (deployment === undefined) throw new Error('The target is not open');
      await resetDatabase(deployment, kind);
      return openServerWorld(deployment, options);
    },
    async close() {
      if (deployment === undefined) return;
      for (const host of deployment.hosts) await host.stop();
      await deployment.database.remove();
      rmSync(deployment.folder, { recursive: true, force: true });
    },
  };
}

/** Replaces a SQLite file, which is fast and clears the server's caches; empties a PostgreSQL schema, which is slow to create. */
async function resetDatabase(deployment: Deployment, kind: DatabaseKind): Promise<void> {
  if (kind.name === 'PostgreSQL') {
    const [migrated] = await deployment.database.execute("SELECT to_regclass('jobs') AS name");
    if (migrated?.name != null) await emptyTables(deployment.database);
    return;
  }
  const previous = deployment.database;
  deployment.database = await kind.create();
  await previous.remove();
}

async function openServerWorld(
  { hosts, folder, database }: Deployment,
  { tier = 'enterprise', credits_cents = DEFAULT_CREDITS_CENTS }: WorldOptions,
): Promise<World> {
  const [first] = hosts;
  if (first === undefined) throw new Error('A target needs at least one process');
  const { location } = database;
  // In sequence: the first process creates the schema and keyring that the others open.
  for (const host of hosts) {
    await host.execute('begin', { location, folder, publicUrl: first.url, tier });
  }
  const keys = await first.execute('openAccount', { credits_cents });
  const listeners = new AsyncDisposableStack();
  let requests = 0;
  const nextHost = () => hosts[requests % hosts.length] ?? first;
  return {
    ...keys,
    baseUrl: first.url,
    async fetch(input, init) {
      const { url } = nextHost();
      requests += 1;
      return sendTo(url, first.url, new Request(input, init));
    },
    now: () => first.execute('now'),
    advance: (milliseconds) => advance(hosts, milliseconds),
    failNext: (_operationId, status) => nextHost().execute('failNext', status),
    receive: async (handler) => listeners.use(await listenOnLoopback(handler)).url,
    async [Symbol.asyncDispose]() {
      for (const host of hosts) await host.execute('end');
      await listeners.disposeAsync();
    },
  };
}

/** Sends the request to a process other than the one in its URL. */
async function sendTo(url: string, publicUrl: string, request: Request): Promise<Response> {
  if (url === publicUrl) return globalThis.fetch(request);
  const { method, headers, signal } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  const path = request.url.slice(publicUrl.length);
  return globalThis.fetch(url + path, { method, headers, signal, body });
}

const DAY_MS = 86_400_000;
/** A longer span is crossed in strides: the daily sweeps of a year would take minutes on a busy database. */
const LONGEST_STEPPED_MS = 60 * DAY_MS;
const STRIDE_MS = 30 * DAY_MS;

/**
 * Advances from due time to due time, as hosts do; over a long span from stride to stride, as hosts do that were stopped
 * for so long. The processes take turns at the due tasks.
 */
async function advance(hosts: readonly HostProcess[], span: number): Promise<void> {
  const target = ((await hosts[0]?.execute('now')) ?? 0) + span;
  const stride = span > LONGEST_STEPPED_MS ? STRIDE_MS : 0;
  for (;;) {
    const dues = await Promise.all(hosts.map((host) => host.execute('nextDue')));
    const due = Math.min(...dues.map((instant) => instant ?? Number.POSITIVE_INFINITY));
    if (due > target) break;
    const now = (await hosts[0]?.execute('now')) ?? due;
    const next = Math.min(Math.max(due, now + stride), target);
    for (const host of hosts) await host.execute('setClock', next);
    await runDue(hosts);
  }
  for (const host of hosts) await host.execute('setClock', target);
}

async function runDue(hosts: readonly HostProcess[]): Promise<void> {
  for (let isBusy = true; isBusy; ) {
    isBusy = false;
    for (const host of hosts) isBusy = (await host.execute('runNext')) || isBusy;
  }
}
