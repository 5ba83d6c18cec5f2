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

/** Where a target's worlds live: the processes that serve them, and their database and folder. */
interface Site {
  readonly hosts: readonly HostProcess[];
  readonly folder: string;
  database: TestDatabase;
}

/**
 * The reference server over HTTP: its host, store, sealed files, keyring and sender, in processes of their own. Only
 * the clock, which stories move, and the payment provider are not those of production. With more than one process,
 * requests and due work go to each in turn.
 */
export function createServerTarget(name: string, kind: DatabaseKind, processes: number): Target {
  let site: Site | undefined;
  return {
    name,
    keepsLog: false,
    async open() {
      site = {
        hosts: await Promise.all(Array.from({ length: processes }, () => HostProcess.start())),
        folder: mkdtempSync(join(tmpdir(), 'firsthandapi-conformance-')),
        database: await kind.create(),
      };
    },
    async world(options = {}) {
      if (site === undefined) throw new Error('The target is not open');
      await makeEmpty(site, kind);
      return openServerWorld(site, options);
    },
    async close() {
      if (site === undefined) return;
      for (const host of site.hosts) await host.stop();
      await site.database.remove();
      rmSync(site.folder, { recursive: true, force: true });
    },
  };
}

/** A SQLite file is quick to make, and what a server remembers of one goes with it; a PostgreSQL schema is slow. */
async function makeEmpty(site: Site, kind: DatabaseKind): Promise<void> {
  if (kind.name === 'PostgreSQL') {
    const [migrated] = await site.database.execute("SELECT to_regclass('jobs') AS name");
    if (migrated?.name != null) await emptyTables(site.database);
    return;
  }
  const former = site.database;
  site.database = await kind.create();
  await former.remove();
}

async function openServerWorld(
  { hosts, folder, database }: Site,
  { tier = 'enterprise', credits_cents = DEFAULT_CREDITS_CENTS }: WorldOptions,
): Promise<World> {
  const [first] = hosts;
  if (first === undefined) throw new Error('A target has at least one process');
  const { location } = database;
  // One after the other: the first makes the schema and the keyring that the others find.
  for (const host of hosts) {
    await host.ask('begin', { location, folder, publicUrl: first.url, tier });
  }
  const keys = await first.ask('openAccount', { credits_cents });
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
    now: () => first.ask('now'),
    advance: async (milliseconds) => advance(hosts, (await first.ask('now')) + milliseconds),
    failNext: (_operationId, status) => nextHost().ask('failNext', status),
    receive: async (handler) => listeners.use(await listenOnLoopback(handler)).url,
    async [Symbol.asyncDispose]() {
      for (const host of hosts) await host.ask('end');
      await listeners.disposeAsync();
    },
  };
}

/** The request as it is, to another process than the one that its URL names. */
async function sendTo(url: string, publicUrl: string, request: Request): Promise<Response> {
  if (url === publicUrl) return globalThis.fetch(request);
  const { method, headers, signal } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  const path = request.url.slice(publicUrl.length);
  return globalThis.fetch(url + path, { method, headers, signal, body });
}

/** Goes from due time to due time, as hosts do; the processes take turns at what is due. */
async function advance(hosts: readonly HostProcess[], target: number): Promise<void> {
  for (;;) {
    const dues = await Promise.all(hosts.map((host) => host.ask('nextDue')));
    const due = Math.min(...dues.map((instant) => instant ?? Number.POSITIVE_INFINITY));
    if (due > target) break;
    const now = (await hosts[0]?.ask('now')) ?? due;
    for (const host of hosts) await host.ask('setClock', Math.max(due, now));
    await runDue(hosts);
  }
  for (const host of hosts) await host.ask('setClock', target);
}

async function runDue(hosts: readonly HostProcess[]): Promise<void> {
  for (let isBusy = true; isBusy; ) {
    isBusy = false;
    for (const host of hosts) isBusy = (await host.ask('runNext')) || isBusy;
  }
}
