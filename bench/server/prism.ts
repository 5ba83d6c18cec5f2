import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const DOCUMENT = join(import.meta.dirname, '../../spec/openapi.yaml');
const VERSION = '5.14.2';

/** Prism: a stateless mock that answers from the same document. Undefined when it cannot be had. */
export async function startPrism(): Promise<{ readonly url: URL; stop(): void } | undefined> {
  const port = await freePort();
  const words = ['--yes', '--package', `@stoplight/prism-cli@${VERSION}`, 'prism', 'mock'];
  const child = spawn(
    'npx',
    [...words, DOCUMENT, '--port', String(port), '--verboseLevel', 'silent'],
    {
      stdio: 'ignore',
      // The mock is a grandchild: a group of its own lets both be stopped.
      detached: true,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const stop = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  };
  const url = new URL(`http://127.0.0.1:${port}`);
  for (let second = 0; second < 120 && child.exitCode === null; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const response = await fetch(new URL('/v1/jobs', url)).catch(() => undefined);
    await response?.arrayBuffer();
    if (response !== undefined) return { url, stop };
  }
  if (child.exitCode === null) stop();
  return undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
