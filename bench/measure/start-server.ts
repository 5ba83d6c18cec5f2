import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { residentMegabytes } from './resident-megabytes.ts';

/** How to start a server: what Node is to run, given the port to listen on. */
export type Command = (port: number) => readonly string[];

/** A server in a process of its own. */
export interface RunningServer {
  readonly url: URL;
  /** Milliseconds from spawning the process to its first response. */
  readonly startedIn: number;
  /** Resident memory now. */
  residentMegabytes(): number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 120_000;

/**
 * Starts a server and waits for its first response, whatever its status.
 *
 * @throws Error when the process ends, or does not respond within two minutes.
 */
export async function startServer(command: Command): Promise<RunningServer> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, command(port), { stdio: ['ignore', 'ignore', 'inherit'] });
  while (!(await responds(port))) {
    if (child.exitCode !== null) throw new Error(`${command(port).join(' ')} ended`);
    if (performance.now() - begun > PATIENCE_MS) {
      child.kill();
      throw new Error(`${command(port).join(' ')} does not respond`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    startedIn: performance.now() - begun,
    residentMegabytes: () => residentMegabytes(child),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Resolves when a server responds on the port. */
export async function listening(port: number): Promise<void> {
  const begun = performance.now();
  while (!(await responds(port))) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`Port ${port} does not respond`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether a server responds on the port. Costs far less than `fetch`, which the server would wait for. */
function responds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET /v1/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
    });
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
