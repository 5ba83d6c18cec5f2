import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, emptyTables, type TestDatabase } from '@firsthandapi/server/testing';
import { HostProcess } from './host-process.ts';
import type { SharedServices } from './shared-services.ts';

/** The processes that serve a target's worlds, and their database and folder. */
export interface Deployment {
  readonly hosts: readonly HostProcess[];
  readonly folder: string;
  readonly shared: SharedServices | undefined;
  database: TestDatabase;
}

/** Starts the processes on a new database, with what they share. */
export async function startDeployment(
  kind: DatabaseKind,
  processes: number,
  startShared: (() => Promise<SharedServices>) | undefined,
): Promise<Deployment> {
  return {
    hosts: await Promise.all(Array.from({ length: processes }, () => HostProcess.start())),
    folder: mkdtempSync(join(tmpdir(), 'firsthandapi-conformance-')),
    shared: await startShared?.(),
    database: await kind.create(),
  };
}

/** Ends the processes, and removes their database and folder. */
export async function endDeployment(deployment: Deployment): Promise<void> {
  for (const host of deployment.hosts) await host.stop();
  await deployment.database.remove();
  rmSync(deployment.folder, { recursive: true, force: true });
  await deployment.shared?.close();
}

/** Replaces a SQLite file, which is fast and clears the server's caches; empties a PostgreSQL schema, which is slow to create. */
export async function resetDatabase(deployment: Deployment, kind: DatabaseKind): Promise<void> {
  if (kind.name === 'PostgreSQL') {
    const [migrated] = await deployment.database.execute("SELECT to_regclass('jobs') AS name");
    if (migrated?.name != null) await emptyTables(deployment.database);
    return;
  }
  const previous = deployment.database;
  deployment.database = await kind.create();
  await previous.remove();
}
