import { createHash } from 'node:crypto';
import type { Answer } from '../../support/test-server.ts';
import { send, type Workload } from './clients.ts';
import type { Operation } from './history.ts';

/** How long a client retries a mutation on servers that are well. */
const LONGEST_RETRY_MS = 10_000;

/** Retries the mutations that a crash left without a response until they have one, as a client would. */
export async function retryPending(workload: Workload): Promise<number> {
  const open = workload.history.pending();
  for (const operation of open) {
    const response = await repeat(workload, operation);
    if (response === undefined) throw new Error(`No response to ${operation.path}`);
    workload.history.record(operation, response);
  }
  return open.length;
}

/** Returns the mutations whose retry does not replay the first response byte for byte. */
export async function lostResponses(
  workload: Workload,
  operations: readonly Operation[],
): Promise<string[]> {
  const losses = await inTurns(operations, async (one) => {
    const again = await repeat(workload, one);
    const isSame =
      again?.status === one.response?.status &&
      again?.text === one.response?.text &&
      again?.headers.get('idempotent-replayed') === 'true';
    return isSame ? [] : [`${one.path} got ${one.response?.status}, and ${again?.status} on retry`];
  });
  return losses.flat();
}

/** Returns the jobs that were acknowledged and are lost. */
export async function lostJobs(workload: Workload, ids: Iterable<string>): Promise<string[]> {
  const losses = await inTurns([...ids], async (id) => {
    const { key } = workload.history.jobs.get(id) ?? { key: '' };
    const response = await read(workload, `/v1/jobs/${id}`, key);
    const isAsPromised =
      response.status === 200 &&
      (!workload.history.cancelled.has(id) || response.body.status === 'cancelled');
    return isAsPromised ? [] : [`job ${id} is ${response.status} ${response.body?.status}`];
  });
  return losses.flat();
}

/** Returns the listed jobs that were never acknowledged, which means that a request ran twice. */
export async function ghostJobs(workload: Workload): Promise<string[]> {
  const ghosts: string[] = [];
  for (const key of Object.values(workload.keys)) {
    for await (const { id } of listAll(workload, '/v1/jobs', key)) {
      if (!workload.history.jobs.has(String(id))) ghosts.push(`job ${id} was never acknowledged`);
    }
  }
  return ghosts;
}

/** Returns the files of completed jobs whose bytes are missing or do not match the File. */
export async function brokenFiles(
  workload: Workload,
  jobIds: readonly string[],
): Promise<string[]> {
  const losses = await inTurns(jobIds, async (id) => {
    const { body } = await read(workload, `/v1/jobs/${id}/files`, workload.keys.test);
    const [file] = body.data;
    if (file === undefined) return [`completed job ${id} has no file`];
    const { pathname, search } = new URL(file.download_url);
    const response = await fetch(`${workload.urls()[0]}${pathname}${search}`);
    const hash = createHash('sha256').update(Buffer.from(await response.arrayBuffer()));
    return response.ok && hash.digest('hex') === file.content_hash
      ? []
      : [`file ${file.id} returns ${response.status} or other bytes`];
  });
  return losses.flat();
}

/** Returns all items of a list, page by page. */
export async function* listAll(
  workload: Workload,
  path: string,
  key: string,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await read(workload, `${path}?limit=100${cursor && `&cursor=${cursor}`}`, key);
    yield* body.data;
    cursor = body.next_cursor;
  }
}

/** Sends an operation again, until it has a response. */
async function repeat(workload: Workload, operation: Operation): Promise<Answer | undefined> {
  const deadline = performance.now() + LONGEST_RETRY_MS;
  for (;;) {
    const response = await send(workload, operation);
    if (response !== undefined || performance.now() > deadline) return response;
    await pause(20);
  }
}

/** Reads as a client does, retrying after a 503. */
async function read(workload: Workload, path: string, key: string): Promise<Answer> {
  const deadline = performance.now() + LONGEST_RETRY_MS;
  for (;;) {
    const url = workload.random.pick(workload.urls()) ?? '';
    workload.history.requests += 1;
    const response = await workload.call(url, 'GET', path, { key });
    if (response.status !== 503 || performance.now() > deadline) return response;
    await pause(20);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const AT_ONCE = 8;

async function inTurns<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
