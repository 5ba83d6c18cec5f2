import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { World } from '@firsthandapi/sandbox';
import { serveSandbox } from '@firsthandapi/sandbox/serve';

export interface StartedApp {
  readonly url: string;
  /** The sandbox that replaces the API, on a manual clock. */
  readonly world: World;
  close(): Promise<void>;
}

/** Starts the built application with `next start`. */
export async function startApp(): Promise<StartedApp> {
  const server = await serveSandbox();
  const world = await server.sandbox.defaultWorld();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { secret } = await world.webhooks.deliverTo(`${url}/webhooks/firsthand`);
  const next = await startNext(port, {
    FIRSTHAND_API_KEY: world.apiKey,
    FIRSTHAND_BASE_URL: server.url,
    FIRSTHAND_WEBHOOK_SECRET: secret,
  });
  return {
    url,
    world,
    async close() {
      next.kill();
      await once(next, 'exit');
      await server.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function startNext(port: number, environment: Record<string, string>): Promise<ChildProcess> {
  const parameters = ['start', '--hostname', '127.0.0.1', '--port', String(port)];
  const next = spawn(process.execPath, ['node_modules/next/dist/bin/next', ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let printed = '';
    next.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('Ready in')) resolve(next);
    });
    next.once('exit', () => reject(new Error(`next start ended: ${printed}`)));
  });
}
