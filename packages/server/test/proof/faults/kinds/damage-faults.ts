import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Random } from '../../../support/random.ts';
import { JOB } from '../../../support/test-server.ts';
import type { FaultySystem } from '../system/faulty-system.ts';
import type { Fault } from './fault.ts';

/** Pages of PostgreSQL; those of SQLite have the size that its header states. */
const POSTGRES_PAGE = 8_192;
/** A page of this byte is no page of any kind. Zeros would be an empty page to PostgreSQL. */
const DAMAGE = 0xff;
/** The first byte of each page of a tree of SQLite. Other pages are overwritten without being read. */
const TREE_PAGES: readonly number[] = [2, 5, 10, 13];
/** Tables of which PostgreSQL loses a page. */
const DAMAGED_TABLES = ['jobs', 'idempotency', 'events', 'api_keys', 'ledger_entries'] as const;
const LOCK_MS = 5_000;

/** Data that were written, and have changed on the disk since. */
export const damageFaults: readonly Fault[] = [
  {
    name: 'damaged page',
    databases: ['SQLite'],
    async inject({ database: { location } }, random) {
      if (location.kind !== 'sqlite') throw new Error('Only SQLite has one file');
      const { path } = location;
      // Knows the schema, whose pages may be damaged, until the end.
      const connection = new DatabaseSync(path);
      connection.exec(`PRAGMA busy_timeout = ${LOCK_MS}; PRAGMA user_version`);
      const original = await whileLocked(connection, path, () => damageTree(path, random));
      return async () => {
        await whileLocked(connection, path, () => writePage(path, original));
        const [outcome] = Object.values(connection.prepare('PRAGMA quick_check').get() ?? {});
        connection.close();
        if (outcome !== 'ok') throw new Error(`The database stays damaged: ${outcome}`);
      };
    },
  },
  {
    name: 'damaged page',
    databases: ['PostgreSQL'],
    async inject({ cluster }, random) {
      if (cluster === undefined) throw new Error('There is no PostgreSQL to damage');
      const table = random.pick(DAMAGED_TABLES) ?? '';
      const { rows } = await cluster.own.query('SELECT pg_relation_filepath($1) AS path', [table]);
      let file = '';
      let original: Page | undefined;
      cluster.whileStopped((folder) => {
        file = join(folder, rows[0].path);
        const pages = Math.floor(statSync(file).size / POSTGRES_PAGE);
        if (pages === 0) return;
        original = readPage(file, random.between(0, pages - 1), POSTGRES_PAGE);
        writePage(file, { ...original, bytes: Buffer.alloc(POSTGRES_PAGE, DAMAGE) });
      });
      return async () => {
        if (original === undefined) return;
        const page = original;
        cluster.whileStopped(() => writePage(file, page));
      };
    },
  },
  {
    name: 'damaged row',
    databases: ['SQLite', 'PostgreSQL'],
    readyz: 200,
    async inject(system) {
      const { database } = system;
      const id = await createJob(system);
      damagedJobs.set(system, id);
      const [row] = await database.execute(`SELECT sealed FROM jobs WHERE id = '${id}'`);
      const sealed = String(row?.sealed);
      // One character changes, as one bit on a disk would.
      const other = sealed.at(20) === 'A' ? 'B' : 'A';
      await write(system, id, sealed.slice(0, 20) + other + sealed.slice(21));
      return () => write(system, id, sealed);
    },
    async check(system) {
      const path = `/v1/jobs/${damagedJobs.get(system)}`;
      const response = await fetch(`${system.workload.urls()[0]}${path}`, {
        headers: { Authorization: `Bearer ${system.namedKey}` },
      });
      await response.body?.cancel();
      // It cannot be read again later, so no 503, and what it holds is unknown.
      return response.status === 500 ? [] : [`the damaged job returns ${response.status}`];
    },
  },
];

const damagedJobs = new WeakMap<FaultySystem, string>();

interface Page {
  readonly offset: number;
  readonly bytes: Buffer;
}

async function createJob({ workload, namedKey }: FaultySystem): Promise<string> {
  const { text, status, body } = await workload.call(workload.urls()[0] ?? '', 'POST', '/v1/jobs', {
    key: namedKey,
    body: { ...JOB, metadata: { fh_scenario: 'never_picked_up' } },
    idempotencyKey: randomUUID(),
  });
  if (status !== 201) throw new Error(`No job can be created: ${text}`);
  return body.id;
}

async function write({ database }: FaultySystem, id: string, sealed: string): Promise<void> {
  await database.script([`UPDATE jobs SET sealed = '${sealed}' WHERE id = '${id}'`]);
}

/**
 * Changes the file while nothing else can write, and its write-ahead log is empty. Other connections forget what they
 * have read, as after every write of another process.
 */
async function whileLocked<T>(connection: DatabaseSync, path: string, change: () => T): Promise<T> {
  const deadline = performance.now() + LOCK_MS;
  for (;;) {
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    connection.exec('BEGIN IMMEDIATE');
    if (statSync(`${path}-wal`).size === 0) break;
    connection.exec('ROLLBACK');
    if (performance.now() > deadline) throw new Error('The write-ahead log is never empty');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const [version] = Object.values(connection.prepare('PRAGMA user_version').get() ?? {});
  const changed = change();
  connection.exec(`PRAGMA user_version = ${Number(version)}; COMMIT`);
  return changed;
}

/** Damages a page of some table or index, and returns what it was. */
function damageTree(path: string, random: Random): Page {
  const size = readPage(path, 0, 100).bytes.readUInt16BE(16);
  const pages = Math.floor(statSync(path).size / size);
  for (;;) {
    // The first page is the file's header.
    const page = readPage(path, random.between(1, pages - 1), size);
    if (!TREE_PAGES.includes(page.bytes[0] ?? 0)) continue;
    writePage(path, { ...page, bytes: Buffer.alloc(size, DAMAGE) });
    return page;
  }
}

function readPage(path: string, number: number, size: number): Page {
  const bytes = Buffer.alloc(size);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, size, number * size);
  } finally {
    closeSync(file);
  }
  return { offset: number * size, bytes };
}

function writePage(path: string, { offset, bytes }: Page): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, bytes, 0, bytes.length, offset);
  } finally {
    closeSync(file);
  }
}
