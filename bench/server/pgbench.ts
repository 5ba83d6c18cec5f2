import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { databaseKinds } from '@firsthandapi/server/testing';

const run = promisify(execFile);

/** What PostgreSQL does of a transaction with four statements, each of which waits for the one before. */
const TRANSACTION = `\\set aid random(1, 100000)
\\set delta random(1, 100)
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
UPDATE pgbench_accounts SET abalance = abalance + :delta WHERE aid = :aid;
INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (1, 1, :aid, :delta, now());
INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (2, 1, :aid, :delta, now());
END;
`;
const CLIENTS = 8;
const DEBIAN = '/usr/lib/postgresql/*/bin/pgbench';

/** PostgreSQL's own benchmark, on tables of its own in the database that the servers use. */
export interface Pgbench {
  /** Returns transactions per second. */
  measure(seconds: number): Promise<number>;
  remove(): Promise<void>;
}

/** Returns undefined without PostgreSQL or pgbench. */
export async function openPgbench(): Promise<Pgbench | undefined> {
  const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');
  const program = findPgbench();
  if (postgres === undefined || program === undefined) return undefined;
  const database = await postgres.createEmpty();
  if (database.location.kind !== 'postgres') throw new Error('Not a PostgreSQL database');
  const url = new URL(database.location.url);
  const schema = url.searchParams.get('search_path') ?? '';
  url.search = '';
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-bench-'));
  const script = join(folder, 'transaction.sql');
  writeFileSync(script, TRANSACTION);
  const env = { ...process.env, PGOPTIONS: `-c search_path=${schema}` };
  const pgbench = async (...words: string[]) =>
    (await run(program, [...words, url.href], { env })).stdout;
  await pgbench('--initialize', '--quiet');
  return {
    async measure(seconds) {
      const words = ['--no-vacuum', '--protocol=prepared', '--max-tries=100', '--file', script];
      const printed = await pgbench(...words, '--client', `${CLIENTS}`, '--time', `${seconds}`);
      return Number(/^tps = ([\d.]+)/m.exec(printed)?.[1]);
    },
    async remove() {
      rmSync(folder, { recursive: true, force: true });
      await database.remove();
    },
  };
}

/** On Debian, it is not on the PATH. */
function findPgbench(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.map((folder) => join(folder, 'pgbench')).find(existsSync);
  return onPath ?? globSync(DEBIAN).at(-1);
}
