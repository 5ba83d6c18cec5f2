import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, sqliteAt } from '../../../src/testing/databases.ts';
import { type ServerProcess, spawnServer } from '../../support/server-process.ts';
import { liftAllLimits } from '../../support/test-server.ts';
import type { HostileRequest } from './hostile-request.ts';
import { bytesOf, exchangeBytes } from './raw-client.ts';
import { REPEATED_STRINGS } from './repeated-strings.ts';

/** How long requests made of one repeated string hold `/healthz` up. */
export interface HeldUpReport {
  readonly strings: number;
  readonly requests: number;
  readonly longestMs: number;
  /** Requests that hold `/healthz` up for longer than 50 ms, with the delay. */
  readonly over50Ms: readonly string[];
}

const BYTES = 12_000;
const GOAL_MS = 50;
/** A delay that the request causes comes back each time; one that a busy machine causes does not. */
const ATTEMPTS = 6;
/** A server that is silent for this long is given up and replaced. */
const GIVE_UP_MS = 5_000;
const PLACES = ['path', 'query', 'header', 'key', 'body', 'field'] as const;
type Place = (typeof PLACES)[number];

/** Sends 12,000 bytes of each string in each place of a request to a server that writes its log. */
export async function measureHeldUp(
  kind: DatabaseKind,
  strings: readonly string[] = REPEATED_STRINGS,
): Promise<HeldUpReport> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-held-up-'));
  const database =
    kind.name === 'SQLite' ? sqliteAt(join(folder, 'firsthandapi.db')) : await kind.create();
  const start = async () => {
    const server = await spawnServer({
      location: database.location,
      folder,
      environment: { TRUST_PROXY: 'true' },
    });
    if (server === undefined) throw new Error('The server was killed while it started');
    return server;
  };
  let server = await start();
  const { live } = await server.keys;
  await liftAllLimits(database);
  const delays = new Map<string, number>();
  try {
    for (const text of strings) {
      for (const place of PLACES) {
        const delay = await heldUp(server, requestWith(text, place, live));
        delays.set(`${JSON.stringify(text)} in the ${place}`, delay);
        if (delay < GIVE_UP_MS) continue;
        await server.kill();
        server = await start();
      }
    }
  } finally {
    await server.kill();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  const over = [...delays].filter(([, delay]) => delay > GOAL_MS);
  return {
    strings: strings.length,
    requests: delays.size,
    longestMs: Math.round(Math.max(...delays.values())),
    over50Ms: over.map(([name, delay]) => `${name}: ${Math.round(delay)} ms`),
  };
}

/** The shortest of some attempts' longest delays of `/healthz` while a request is served. */
async function heldUp(server: ServerProcess, request: HostileRequest): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && shortest > GOAL_MS; attempt += 1) {
    shortest = Math.min(shortest, await longestDelay(server.url, request));
    if (shortest >= GIVE_UP_MS) break;
  }
  return shortest;
}

async function longestDelay(url: string, request: HostileRequest): Promise<number> {
  let isServed = false;
  const served = exchangeBytes(url, bytesOf(request)).then(
    () => {
      isServed = true;
    },
    () => {
      isServed = true;
    },
  );
  let longest = 0;
  // One more after the response: the request is logged after it.
  for (let rounds = 0; rounds === 0 || !isServed; rounds += 1) {
    longest = Math.max(longest, await delayOf(url));
    if (longest >= GIVE_UP_MS) return longest;
  }
  longest = Math.max(longest, await delayOf(url));
  await served;
  return longest;
}

async function delayOf(url: string): Promise<number> {
  const start = performance.now();
  const signal = AbortSignal.timeout(GIVE_UP_MS);
  await fetch(`${url}/healthz`, { signal }).then(
    (response) => response.body?.cancel(),
    () => {},
  );
  return performance.now() - start;
}

function requestWith(text: string, place: Place, key: string): HostileRequest {
  const headers: [string, string][] = [
    ['Authorization', `Bearer ${place === 'key' ? inHeader(text) : key}`],
    ['Content-Type', 'application/json'],
    ['Idempotency-Key', randomUUID()],
    // Each request comes from an address of its own, so that no limit cuts its way short.
    ['X-Forwarded-For', `10.${[0, 0, 0].map(() => randomInt(1, 255)).join('.')}`],
  ];
  if (place === 'header') headers.push(['User-Agent', inHeader(text)]);
  const body = place === 'body' ? repeat(text) : JSON.stringify({ description: repeat(text) });
  const hasBody = place === 'body' || place === 'field';
  return {
    method: hasBody ? 'POST' : 'GET',
    target: targetOf(text, place),
    headers,
    body: hasBody ? body : null,
  };
}

function targetOf(text: string, place: Place): string {
  if (place === 'path') return `/${inTarget(text)}`;
  return place === 'query' ? `/v1/jobs?cursor=${inTarget(text)}` : '/v1/jobs';
}

function repeat(text: string): string {
  return text.repeat(Math.ceil(BYTES / Buffer.byteLength(text)));
}

/** What no request line can carry is percent-encoded. */
function inTarget(text: string): string {
  const legal = text.replaceAll(/[^!-~]+/gu, (part) => encodeURIComponent(part));
  return repeat(legal).slice(0, BYTES);
}

/** What no header can carry is left out. */
function inHeader(text: string): string {
  return repeat(text.replaceAll(/[^ -~]+/g, '') || 'x').slice(0, BYTES);
}
