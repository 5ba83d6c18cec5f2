import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
  type DatabaseSource,
  POSTGRES_URL,
  type TestDatabase,
} from '../../src/testing/databases.ts';
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.ts';

/** A PostgreSQL database of its own, reached through a proxy, that a test may break in any way. */
export interface BreakableDatabase {
  /** Creates nothing: each call returns this database. */
  readonly kind: DatabaseSource;
  readonly proxy: DatabaseProxy;
  /** Executes a statement as an operator, on a connection that no fault concerns. */
  execute(statement: string): Promise<readonly Record<string, unknown>[]>;
  /** Terminates the connections of the server. */
  terminate(): Promise<void>;
  /** Cancels the statements of the server, as a timeout does. */
  cancel(): Promise<void>;
  /** Limits the connections of the server; -1 for no limit. */
  limitConnections(limit: number): Promise<void>;
  /** Locks a table as an operator would. Returns the release. */
  lockTable(table: string): Promise<() => Promise<void>>;
  remove(): Promise<void>;
}

export async function createBreakableDatabase(deadlineMs: number): Promise<BreakableDatabase> {
  const name = `breakable_${randomBytes(8).toString('hex')}`;
  const owner = await connectTo(POSTGRES_URL);
  await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  await owner.query(`CREATE DATABASE ${name} OWNER ${name}`);
  const operatorUrl = new URL(POSTGRES_URL);
  operatorUrl.pathname = `/${name}`;
  const operator = await connectTo(operatorUrl.href);
  const serverUrl = new URL(operatorUrl);
  serverUrl.username = name;
  serverUrl.password = name;
  const proxy = await startDatabaseProxy(serverUrl.href);
  const execute = async (statement: string) => (await operator.query(statement)).rows;
  const connections = `FROM pg_stat_activity WHERE usename = '${name}'`;
  const database: TestDatabase = {
    location: { kind: 'postgres', url: proxy.url, deadlineMs },
    execute,
    script: async (statements) => {
      await execute(statements.join(';'));
    },
    remove: async () => {},
  };
  return {
    kind: { name: 'PostgreSQL', create: async () => database },
    proxy,
    execute,
    async terminate() {
      await execute(`SELECT pg_terminate_backend(pid) ${connections}`);
    },
    async cancel() {
      await execute(`SELECT pg_cancel_backend(pid) ${connections}`);
    },
    async limitConnections(limit) {
      await execute(`ALTER ROLE ${name} CONNECTION LIMIT ${limit}`);
    },
    async lockTable(table) {
      const holder = await connectTo(operatorUrl.href);
      await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      return () => holder.end();
    },
    async remove() {
      await proxy.close();
      await operator.end();
      await owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await owner.query(`DROP ROLE ${name}`);
      await owner.end();
    },
  };
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, pipeline: true });
  client.on('error', () => {});
  await client.connect();
  return client;
}
