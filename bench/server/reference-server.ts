import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, sqliteAt, type TestDatabase } from '@firsthandapi/server/testing';
import { residentMegabytes } from '../measure/resident-megabytes.ts';
import { freePort, listening } from '../measure/start-server.ts';

const CLI =
  process.env.SERVER_CLI ?? join(import.meta.dirname, '../../packages/server/dist/cli.js');
const REPORT_USAGE = new URL('../measure/report-usage.ts', import.meta.url).href;
const NO_LIMITS = '{"per_minute":1000000000,"per_hour":1000000000}';

/** The built server in a process of its own, with an organization that no limit stops. */
export interface ReferenceServer {
  readonly name: string;
  readonly url: URL;
  readonly live: string;
  readonly test: string;
  readonly database: TestDatabase;
  residentMegabytes(): number;
  /** Microseconds of processor time since its start, user and system. */
  processorTime(): Promise<number>;
  /** Starts another process on the same database and folder. */
  startAnother(): Promise<{ stop(): Promise<void> }>;
  stop(): Promise<void>;
}

/**
 * @param cli The program of another build.
 * @param settings Variables beside those that every server of a benchmark has.
 */
export async function startReferenceServer(
  kind: DatabaseKind,
  cli = CLI,
  settings: Readonly<Record<string, string>> = {},
): Promise<ReferenceServer> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-bench-'));
  const database =
    kind.name === 'SQLite' ? sqliteAt(join(folder, 'firsthandapi.db')) : await kind.create();
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    LOG: 'off',
    DATA_DIR: folder,
    ALLOW_PRIVATE_WEBHOOKS: 'true',
    ...(database.location.kind === 'postgres' && { DATABASE_URL: database.location.url }),
    ...settings,
  };
  const child = spawn(process.execPath, ['--import', REPORT_USAGE, cli], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const printed = await welcomeOf(child);
  await database.script([
    `UPDATE organizations SET tier = 'enterprise', custom_limits = '${NO_LIMITS}'`,
  ]);
  return {
    name: kind.name,
    url: new URL(/http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? ''),
    live: /fh_live_sk_\w+/.exec(printed)?.[0] ?? '',
    test: /fh_test_sk_\w+/.exec(printed)?.[0] ?? '',
    database,
    residentMegabytes: () => residentMegabytes(child),
    async processorTime() {
      child.send('usage');
      const [{ user, system }] = await once(child, 'message');
      return user + system;
    },
    async startAnother() {
      const port = await freePort();
      const another = spawn(process.execPath, [cli], {
        env: { ...env, PORT: String(port) },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      await listening(port);
      return {
        async stop() {
          another.kill('SIGTERM');
          await once(another, 'exit');
        },
      };
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a new server prints, which ends when it can be called. */
function welcomeOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (/fh_test_sk_\w+"\n\n$/.test(printed)) resolve(printed);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${printed}`)));
  });
}
