import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { migrateStore, type StoreLocation } from '../storage/open-store.ts';
import { migratedSqlite } from './migrated-sqlite.ts';
import { keepSchema, notePristine, schemaName, takeSchema } from './schema-pool.ts';

/** A database for one test. */
export interface TestDatabase {
  readonly location: StoreLocation;
  /** Runs a statement directly, bypassing the store's checks. */
  execute(statement: string): Promise<readonly Record<string, unknown>[]>;
  /** Runs statements in one transaction, discarding their results. */
  script(statements: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

/** A kind of database, and how a test creates one. */
export interface DatabaseKind {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Creates a database without rows. It may be migrated already, and may have served an earlier test. */
  create(): Promise<TestDatabase>;
  /** Creates a database without tables, for tests of migrations. */
  createEmpty(): Promise<TestDatabase>;
}

/** What a test needs that only creates databases. */
export type DatabaseSource = Pick<DatabaseKind, 'name' | 'create'>;

export const POSTGRES_URL =
  process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

/** Tests with many concurrent requests must also pass on a machine that is busy with others. */
const DEADLINE_MS = 60_000;

/** Returns SQLite, and PostgreSQL if it is reachable. Throws when it is not and `REQUIRE_POSTGRES=1` is set. */
export async function databaseKinds(): Promise<readonly DatabaseKind[]> {
  const sqlite: DatabaseKind = {
    name: 'SQLite',
    create: createSqlite,
    createEmpty: async () => createEmptySqlite(),
  };
  const problem = await postgresProblem();
  if (problem === undefined) {
    const kinds = { create: createPostgres, createEmpty: createEmptyPostgres };
    return [sqlite, { name: 'PostgreSQL', ...kinds }];
  }
  if (process.env.REQUIRE_POSTGRES === '1') {
    throw new Error(`REQUIRE_POSTGRES=1 is set, but PostgreSQL is unreachable: ${problem}`);
  }
  console.warn(`SKIPPED on PostgreSQL, which is unreachable: ${problem}. Set TEST_DATABASE_URL.`);
  return [sqlite];
}

async function postgresProblem(): Promise<string | undefined> {
  try {
    const client = await connectTo(POSTGRES_URL);
    await client.end();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function createSqlite(): Promise<TestDatabase> {
  const content = await migratedSqlite();
  const database = createEmptySqlite();
  writeFileSync(database.path, content);
  return database;
}

function createEmptySqlite(): TestDatabase & { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  const path = join(folder, 'data.db');
  return {
    ...sqliteAt(path),
    path,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Wraps an existing SQLite file, which the caller creates and removes. */
export function sqliteAt(path: string): TestDatabase {
  async function withConnection<T>(work: (connection: DatabaseSync) => T): Promise<T> {
    const connection = new DatabaseSync(path);
    try {
      connection.exec('PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000');
      return work(connection);
    } finally {
      connection.close();
    }
  }
  return {
    location: { kind: 'sqlite', path },
    execute: (statement) =>
      withConnection(
        (connection) => connection.prepare(statement).all() as Record<string, unknown>[],
      ),
    script: (statements) =>
      withConnection((connection) => {
        connection.exec(`BEGIN IMMEDIATE; ${statements.join(';')}; COMMIT`);
      }),
    remove: async () => {},
  };
}

/** Provides a schema of its own in the shared database, migrated and empty. */
async function createPostgres(): Promise<TestDatabase> {
  const client = await connectTo(POSTGRES_URL);
  const kept = takeSchema();
  const schema = kept ?? (await createSchema(client));
  await client.query(`SET search_path TO ${schema}`);
  const database = postgresIn(client, schema);
  if (kept === undefined) {
    await migrateStore(database.location);
    await notePristine(client);
  }
  return database;
}

async function createEmptyPostgres(): Promise<TestDatabase> {
  const client = await connectTo(POSTGRES_URL);
  const schema = await createSchema(client);
  await client.query(`SET search_path TO ${schema}`);
  return postgresIn(client, schema);
}

async function createSchema(client: pg.Client): Promise<string> {
  const schema = schemaName(randomBytes(8).toString('hex'));
  await client.query(`CREATE SCHEMA ${schema}`);
  return schema;
}

function postgresIn(client: pg.Client, schema: string): TestDatabase {
  const url = new URL(POSTGRES_URL);
  url.searchParams.set('search_path', schema);
  return {
    location: { kind: 'postgres', url: url.href, deadlineMs: DEADLINE_MS },
    execute: async (statement) => (await client.query(statement)).rows,
    script: async (statements) => {
      await client.query(statements.join(';'));
    },
    async remove() {
      const isKept = await keepSchema(client, schema).catch(() => false);
      if (!isKept) await client.query(`DROP SCHEMA ${schema} CASCADE`);
      await client.end();
    },
  };
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    pipeline: true,
  });
  // The statement that waits for the connection is rejected as well.
  client.on('error', () => {});
  await client.connect();
  return client;
}
