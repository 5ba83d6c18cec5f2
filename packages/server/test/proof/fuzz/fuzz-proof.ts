import fc from 'fast-check';
import type { Log } from '../../../src/host/json-log.ts';
import type { DatabaseKind } from '../../../src/testing/databases.ts';
import { createObjectOwner, type ObjectOwner } from '../../support/object-owner.ts';
import { callServer, liftAllLimits, startTestServer } from '../../support/test-server.ts';
import { createAttacker, inNameOf, isIntact } from './attacker.ts';
import { type HostileRequest, hostileRequest } from './hostile-request.ts';
import { bytesOf, exchangeBytes, type RawAnswer } from './raw-client.ts';
import { type SlowReport, troubleWithSlowClients } from './slow-clients.ts';

export interface FuzzOptions {
  readonly kind: DatabaseKind;
  readonly requests: number;
  readonly seed: number;
  /** Whether to wait until stalled clients are cut off, which takes more than half a minute. */
  readonly waitForCutOff: boolean;
  readonly onProgress?: (line: string) => void;
}

export interface FuzzReport {
  readonly database: string;
  readonly requests: number;
  readonly seed: number;
  /** Number of responses by status; `closed` for connections that were closed without one. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly slow: SlowReport;
  /** Operations that carried out at least one hostile request, which therefore passed all checks. */
  readonly carriedOut: readonly string[];
  readonly problems: readonly string[];
}

const AT_ONCE = 8;
/** How often, in groups of requests, the sender checks whether it has destroyed its own account. */
const RENEW_EVERY = 20;

/** Sends hostile requests and looks for failures, hangs and leaks. Throws with the smallest request that causes one. */
export async function proveFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { kind, requests, seed } = options;
  const logged: string[] = [];
  const first = await startTestServer(kind);
  await liftAllLimits(first.database);
  const owner = await createObjectOwner(first);
  // No task runs from here on, so nothing is delivered to the addresses that the fuzzer generates.
  const server = await startTestServer(
    { name: kind.name, create: async () => ({ ...first.database, remove: async () => {} }) },
    {
      ...first.configuration,
      trustProxy: true,
      deliveryConcurrency: 0,
    },
    collectingLog(logged),
  );
  try {
    const before = await owner.snapshot(server.url);
    const statuses: Record<string, number> = {};
    const slow = troubleWithSlowClients(server.url, first.live, options.waitForCutOff);
    let attacker = await createAttacker(server.url, first.database);
    let groups = 0;
    const group = fc.array(hostileRequest(Object.values(owner.ids)), {
      minLength: AT_ONCE,
      maxLength: AT_ONCE,
    });
    const property = fc.asyncProperty(group, async (hostile) => {
      if (groups % RENEW_EVERY === 0 && !(await isIntact(server.url, attacker))) {
        attacker = await createAttacker(server.url, first.database);
      }
      groups += 1;
      await Promise.all(
        hostile.map(async (request) => {
          const answer = await exchangeBytes(server.url, bytesOf(inNameOf(attacker, request)));
          const status = String(answer.status ?? 'closed');
          statuses[status] = (statuses[status] ?? 0) + 1;
          expectHarmless(request, answer, owner);
        }),
      );
      if (groups % 500 === 0) options.onProgress?.(`${groups * AT_ONCE} requests`);
    });
    await fc.assert(property, { numRuns: Math.ceil(requests / AT_ONCE), seed });
    const slowReport = await slow;
    const problems = [...logged, ...slowReport.problems];
    const after = await owner.snapshot(server.url);
    if (after !== before) problems.push(`the owner has changed: ${difference(before, after)}`);
    const alive = await callServer(server.url, 'GET', '/readyz');
    if (alive.status !== 200) problems.push(`/readyz returns ${alive.status} afterwards`);
    return {
      database: kind.name,
      requests: groups * AT_ONCE,
      seed,
      statuses,
      slow: slowReport,
      carriedOut: await operationsCarriedOut(server.url),
      problems,
    };
  } finally {
    await server.close();
    await first.database.remove();
  }
}

/** Returns the operations that have succeeded, by the server's own metrics. */
async function operationsCarriedOut(url: string): Promise<readonly string[]> {
  const { text } = await callServer(url, 'GET', '/metrics');
  const counted = text.matchAll(/^firsthand_requests_total\{operation="(\w+)",status="2\d\d"\}/gm);
  return [...new Set([...counted].map(([, operation]) => operation ?? ''))].sort();
}

function expectHarmless(
  request: HostileRequest,
  { status, head, body }: RawAnswer,
  owner: ObjectOwner,
) {
  if (status !== undefined && status >= 500) throw new Error(`FAILURE ${status}: ${body}`);
  if (head.includes(owner.mark) || body.includes(owner.mark)) {
    throw new Error(`LEAK: the response ${status} shows what another organization wrote: ${body}`);
  }
  if (status === undefined || status < 400 || request.method === 'HEAD') return;
  if (!request.target.startsWith('/v1/')) return;
  const { error } = JSON.parse(body);
  if (typeof error?.type !== 'string' || typeof error.message !== 'string') {
    throw new Error(`SHAPE: the response ${status} is not an error of the API: ${body}`);
  }
}

function collectingLog(errors: string[]): Log {
  return {
    info: () => {},
    error: (event, error, fields) =>
      errors.push(
        `logged: ${event} ${JSON.stringify(fields)} ${error instanceof Error ? error.stack : error}`,
      ),
    flush: async () => {},
  };
}

/** Returns the first difference of two texts, with its context. */
function difference(before: string, after: string): string {
  let place = 0;
  while (place < before.length && before[place] === after[place]) place += 1;
  const around = (text: string) => text.slice(Math.max(0, place - 80), place + 80);
  return `…${around(before)}… is now …${around(after)}…`;
}
