import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { connectSandbox } from '@firsthandapi/sandbox';
import { lastCode } from '../world/last-code.ts';
import { listenOnLoopback } from '../world/listen-on-loopback.ts';
import {
  DEFAULT_CREDITS_CENTS,
  type Target,
  WORLD_START,
  type World,
  type WorldOptions,
} from '../world/target.ts';
import { logText, routeOf } from './sandbox-world.ts';

/** A sandbox server in a child process. */
interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly token: string;
}

const CLI = fileURLToPath(new URL('./cli.js', import.meta.resolve('@firsthandapi/sandbox')));

/**
 * The sandbox as its command serves it, over HTTP from a child process. Scenarios run in the server's default world,
 * where signups go. Scenarios with equal world options share a server.
 */
export function createHttpTarget(): Target {
  const servers = new Map<string, Promise<ServerProcess>>();
  return {
    name: 'http',
    keepsLog: true,
    async world(options = {}) {
      const flags = flagsOf(options);
      const name = flags.join(' ');
      const server = servers.get(name) ?? startServer(flags);
      servers.set(name, server);
      return openServedWorld(await server);
    },
    async close() {
      for (const server of servers.values()) {
        const { child } = await server;
        child.kill();
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
    },
  };
}

async function openServedWorld({ url, token }: ServerProcess): Promise<World> {
  const sandbox = await connectSandbox(url, { token });
  await sandbox.reset();
  const world = await sandbox.defaultWorld();
  const listeners = new AsyncDisposableStack();
  return {
    testKey: world.apiKey,
    liveKey: world.liveKey,
    baseUrl: world.baseUrl,
    fetch: (...request) => globalThis.fetch(...request),
    now: async () => (await world.clock.now()).getTime(),
    advance: (milliseconds) => world.clock.advance(milliseconds),
    codeOf: async (email) => lastCode(await world.outbox(), email),
    failNext: (operationId, status) => world.fault(routeOf(operationId), { status }),
    receive: async (handler) => listeners.use(await listenOnLoopback(handler)).url,
    log: async () => logText(await world.log()),
    [Symbol.asyncDispose]: () => listeners.disposeAsync(),
  };
}

function flagsOf({ seed, tier, credits_cents = DEFAULT_CREDITS_CENTS }: WorldOptions): string[] {
  return [
    ...['--clock', 'manual'],
    ...['--now', new Date(WORLD_START).toISOString()],
    ...['--credits', String(credits_cents)],
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(tier === undefined ? [] : ['--tier', tier]),
  ];
}

async function startServer(flags: readonly string[]): Promise<ServerProcess> {
  const token = randomUUID();
  const args = ['serve', '--port', '0', '--control-token', token, ...flags];
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) return { child, url, token };
  }
  throw new Error(`The sandbox server exited before it listened: ${CLI} ${args.join(' ')}`);
}
