import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { createClient } from '@redis/client';

const PROGRAMS = ['valkey-server', 'redis-server'];
const SETTINGS = [
  '--bind',
  '127.0.0.1',
  '--save',
  '',
  '--appendonly',
  'no',
  '--loglevel',
  'notice',
];

/** Returns the program that starts a Valkey or Redis; undefined without one. Throws instead if `REQUIRE_REDIS=1` is set. */
export function redisProgram(): string | undefined {
  const found = PROGRAMS.find(isInstalled);
  if (found !== undefined) return found;
  const problem = `neither ${PROGRAMS.join(' nor ')} is installed`;
  if (process.env.REQUIRE_REDIS === '1') throw new Error(`REQUIRE_REDIS=1 is set, but ${problem}`);
  console.warn(`SKIPPED with Redis: ${problem}. On Debian: apt-get install redis-server.`);
  return undefined;
}

/** A Valkey or Redis of one test, without a disk, that can be killed, halted and started again at the same address. */
export class RedisProcess {
  readonly #program: string;
  readonly #port: number;
  readonly #settings: readonly string[];
  #child: ChildProcess | undefined;

  private constructor(program: string, port: number, settings: readonly string[]) {
    this.#program = program;
    this.#port = port;
    this.#settings = settings;
  }

  /** Resolves once it accepts connections. */
  static async start(program: string, settings: readonly string[] = []): Promise<RedisProcess> {
    const redis = new RedisProcess(program, await freePort(), settings);
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Returns the number of its keys. */
  async countKeys(): Promise<number> {
    const client = createClient({ url: this.url });
    await client.connect();
    try {
      return await client.dbSize();
    } finally {
      client.destroy();
    }
  }

  /** Starts it again, without what it knew. */
  async restart(): Promise<void> {
    await this.kill();
    const port = ['--port', String(this.#port)];
    const child = spawn(this.#program, [...port, ...SETTINGS, ...this.#settings], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    process.once('exit', this.#endWithParent);
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('eady to accept connections')) {
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`${this.#program} ended with code ${child.exitCode} before it was ready`);
  }

  /** Ends it without a word to its clients. Resolves when it has ended. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    process.off('exit', this.#endWithParent);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Lets it accept connections and commands, and reply to none. */
  halt(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  readonly #endWithParent = () => this.#child?.kill('SIGKILL');
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
