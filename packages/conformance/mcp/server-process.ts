import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../server/dist/cli.js', import.meta.url));
/** How long the server may take to start. */
const DEADLINE_MS = 30_000;

/** Starts the built server on an empty folder, as users do, and reads the address and the test key that it prints. */
export async function startServerProcess(
  folder: string,
): Promise<{ readonly url: string; readonly testKey: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [CLI], {
    env: { ...process.env, DATA_DIR: folder, PORT: '0', LOG: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  };
  let printed = '';
  const announced = new Promise<{ url: string; testKey: string }>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      printed += chunk;
      const url = /https?:\/\/[\w.:]+/.exec(printed)?.[0];
      const testKey = /fh_test_sk_\w+/.exec(printed)?.[0];
      if (url !== undefined && testKey !== undefined) resolve({ url, testKey });
    });
    child.on('exit', () => reject(new Error(`The server ended while it started: ${printed}`)));
  });
  const deadline = setTimeout(() => child.kill(), DEADLINE_MS);
  return { ...(await announced.finally(() => clearTimeout(deadline))), stop };
}
