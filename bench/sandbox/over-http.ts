/**
 * The sandbox behind a port: requests a second, time to start and memory, beside a hand-written Hono app over a Map.
 * Each server is a process of its own; rounds alternate.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadServer, type WireRequest } from './http-load.ts';
import { median } from './rounds.ts';
import { ORDER } from './store-app.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const CALLS = 4_000;
const CONNECTIONS = 16;

interface Running {
  readonly url: URL;
  readonly process: ChildProcess;
  readonly startedIn: number;
  readonly output: string;
}

const sandboxRoot = dirname(
  createRequire(import.meta.url).resolve('@firsthandapi/sandbox/package.json'),
);
const CLI = join(sandboxRoot, 'dist/cli.js');

/** Starts a server and waits until it answers. */
async function start(...command: string[]): Promise<Running> {
  const begun = performance.now();
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
      if (found !== undefined && output.endsWith('\n')) resolve(found);
    });
    child.once('exit', () => reject(new Error(`${command.join(' ')} ended: ${output}`)));
  });
  const startedIn = performance.now() - begun;
  return { url: new URL(url), process: child, startedIn, output };
}

function residentMegabytes({ process: { pid } }: Running): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

const ours = await start(CLI, 'serve', '--port', '0', '--clock', 'manual');
const idle = residentMegabytes(ours);
const theirs = await start(join(import.meta.dirname, 'store-server.ts'));
const apiKey = /test key\s+(\S+)/.exec(ours.output)?.[1] ?? '';

let keys = 0;
function newKey(): string {
  keys += 1;
  return `bench-${keys}`;
}

const post = (): WireRequest => ({
  method: 'POST',
  path: '/v1/jobs',
  headers: {
    Authorization: `Bearer ${apiKey}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': newKey(),
  },
  body: ORDER,
});

async function jobAt({ url }: Running): Promise<string> {
  const { method, path, headers, body } = post();
  const response = await fetch(new URL(path, url), { method, headers, ...(body && { body }) });
  return ((await response.json()) as { id: string }).id;
}

const table = [];
for (const method of ['GET', 'POST']) {
  const rates: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (const [name, server] of Object.entries({ ours, theirs }) as ['ours' | 'theirs', Running][]) {
    const id = await jobAt(server);
    const headers = { Authorization: `Bearer ${apiKey}` };
    const get = (): WireRequest => ({ method: 'GET', path: `/v1/jobs/${id}`, headers });
    const next = method === 'GET' ? get : post;
    for (let round = 0; round <= ROUNDS; round += 1) {
      const rate = await loadServer(server.url, CALLS, CONNECTIONS, next);
      if (round > 0) rates[name].push(rate);
    }
  }
  table.push({
    method,
    'sandbox /s': Math.round(median(rates.ours)),
    'sandbox best /s': Math.round(Math.max(...rates.ours)),
    'hono + Map /s': Math.round(median(rates.theirs)),
    'hono best /s': Math.round(Math.max(...rates.theirs)),
  });
}
console.log(`Over HTTP, ${CONNECTIONS} connections`);
console.table(table);
console.table([
  {
    'started in ms': Math.round(ours.startedIn),
    'MB at rest': Math.round(idle),
    'MB after the run': Math.round(residentMegabytes(ours)),
    goals: '< 250 ms, < 120 MB at rest',
  },
]);
for (const { process: child } of [ours, theirs]) child.kill();
