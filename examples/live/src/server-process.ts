import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(
  new URL('./dist/cli.js', import.meta.resolve('@firsthandapi/server/package.json')),
);
const PATIENCE_MS = 30_000;

/** A server in a process of its own, on an empty folder. */
export interface LiveServer {
  readonly url: string;
  /** Returns the newest sign-in code that was mailed to an address. The outbox of the server has every mail. */
  signInCode(email: string): Promise<string>;
  /** Returns the sum of each account of the ledger, in US cents. */
  ledger(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

/** Starts the server that `pnpm start` starts, and resolves once it is ready. */
export async function startServer(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<LiveServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(port),
      ALLOW_PRIVATE_WEBHOOKS: 'true',
      LOG: 'off',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  await until('the server is ready', async () => {
    if (child.exitCode !== null) throw new Error(`The server ended: ${said}`);
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    await response?.text();
    return response?.ok === true ? true : undefined;
  });
  return {
    url,
    signInCode: (email) => until('the code is mailed', () => newestCode(folder, email)),
    ledger: () => readLedger(url),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Asks again until there is an answer. */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Gave up waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function newestCode(folder: string, email: string): Promise<string | undefined> {
  const outbox = join(folder, 'outbox');
  const names = await readdir(outbox).catch(() => []);
  for (const name of names.sort().reverse()) {
    const mail = await readFile(join(outbox, name), 'utf8');
    const code = /\b(\d{3}) (\d{3})\b/.exec(mail);
    if (mail.includes(email) && code !== null) return `${code[1]}${code[2]}`;
  }
  return undefined;
}

async function readLedger(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const rows = text.matchAll(/^firsthand_ledger_cents\{account="(\w+)"\} (-?\d+)$/gm);
  return new Map([...rows].map(([, account = '', cents]) => [account, Number(cents)]));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}
