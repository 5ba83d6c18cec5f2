import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, emptyTables, type TestDatabase } from '@firsthandapi/server/testing';
import { lastCode } from '../world/last-code.ts';
import { listenOnLoopback } from '../world/listen-on-loopback.ts';
import {
  DEFAULT_CREDITS_CENTS,
  type Target,
  type World,
  type WorldOptions,
} from '../world/target.ts';
import { advance, type Clockwork } from './served/advance.ts';
import { HostProcess } from './served/host-process.ts';
import type { SharedServices } from './shared-services.ts';

/** The processes that serve a target's worlds, and their database and folder. */
interface Deployment {
  readonly hosts: readonly HostProcess[];
  readonly folder: string;
  readonly shared: SharedServices | undefined;
  database: TestDatabase;
}

/**
 * The reference server over HTTP, in separate processes. It differs from production only in the clock, which scenarios
 * move, the payment provider, which they break, and the order of ids. With more than one process, requests and due tasks
 * go to each in turn.
 *
 * @param startShared Starts what the processes share beside the database. Default: nothing, and a folder for files.
 */
export function createServerTarget(
  name: string,
  kind: DatabaseKind,
  processes: number,
  startShared?: () => Promise<SharedServices>,
): Target {
  let deployment: Deployment | undefined;
  return {
    name,
    keepsLog: false,
    async open() {
      deployment = {
        hosts: await Promise.all(Array.from({ length: processes }, () => HostProcess.start())),
        folder: mkdtempSync(join(tmpdir(), 'firsthandapi-conformance-')),
        shared: await startShared?.(),
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
      await deployment.shared?.close();
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
  { hosts, folder, shared, database }: Deployment,
  { tier = 'enterprise', credits_cents = DEFAULT_CREDITS_CENTS }: WorldOptions,
): Promise<World> {
  const [first] = hosts;
  if (first === undefined) throw new Error('A target needs at least one process');
  const { location } = database;
  const setup = {
    location,
    folder,
    publicUrl: first.url,
    environment: shared?.environment() ?? {},
  };
  // In sequence: the first process creates the schema and keyring that the others open.
  for (const host of hosts) {
    await host.execute('begin', { ...setup, tier });
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
    advance: (milliseconds) => advanceHosts(hosts, milliseconds),
    codeOf: (email) => codeOf(hosts, email),
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

/** Each process keeps the mails that it has sent, and one of them sends what is due. */
async function codeOf(hosts: readonly HostProcess[], email: string): Promise<string> {
  await advanceHosts(hosts, 0);
  const mails = await Promise.all(hosts.map((host) => host.execute('mails')));
  return lastCode(mails.flat(), email);
}

/** One process crosses the span by itself; several take turns, from step to step. */
function advanceHosts(hosts: readonly HostProcess[], milliseconds: number): Promise<void> {
  const [first, ...others] = hosts;
  if (first !== undefined && others.length === 0) return first.execute('advance', milliseconds);
  return advance(hosts.map(clockworkOf), milliseconds);
}

function clockworkOf(host: HostProcess): Clockwork {
  return {
    now: () => host.execute('now'),
    setClock: (instant) => host.execute('setClock', instant),
    nextDue: () => host.execute('nextDue'),
    runNext: () => host.execute('runNext'),
  };
}
