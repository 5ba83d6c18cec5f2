import { createHash } from 'node:crypto';
import { type Scene, send } from './clients.ts';
import type { Sent } from './notebook.ts';

/** Retries the mutations that a crash left without a response until they have one, as a client would. */
export async function retryUnanswered(scene: Scene): Promise<number> {
  const open = scene.notebook.unanswered();
  for (const sent of open) {
    for (let attempt = 0; sent.answer === undefined; attempt += 1) {
      if (attempt === 20) throw new Error(`No response to ${sent.path} after ${attempt} attempts`);
      const answer = await send(scene, sent);
      if (answer !== undefined) scene.notebook.note(sent, answer);
    }
  }
  return open.length;
}

/** Returns the mutations whose retry does not replay the first response byte for byte. */
export async function forgottenAnswers(scene: Scene, sent: readonly Sent[]): Promise<string[]> {
  const losses = await inTurns(sent, async (one) => {
    const again = await send(scene, one);
    const isSame =
      again?.status === one.answer?.status &&
      again?.text === one.answer?.text &&
      again?.headers.get('idempotent-replayed') === 'true';
    return isSame ? [] : [`${one.path} got ${one.answer?.status}, and ${again?.status} on retry`];
  });
  return losses.flat();
}

/** Returns the jobs that were acknowledged and are lost. */
export async function lostJobs(scene: Scene, ids: Iterable<string>): Promise<string[]> {
  const losses = await inTurns([...ids], async (id) => {
    const { key } = scene.notebook.jobs.get(id) ?? { key: '' };
    const answer = await read(scene, `/v1/jobs/${id}`, key);
    const isAsPromised =
      answer.status === 200 &&
      (!scene.notebook.cancelled.has(id) || answer.body.status === 'cancelled');
    return isAsPromised ? [] : [`job ${id} is ${answer.status} ${answer.body?.status}`];
  });
  return losses.flat();
}

/** Returns the listed jobs that were never acknowledged, which means that a request ran twice. */
export async function ghostJobs(scene: Scene): Promise<string[]> {
  const ghosts: string[] = [];
  for (const key of Object.values(scene.keys)) {
    for await (const { id } of listAll(scene, '/v1/jobs', key)) {
      if (!scene.notebook.jobs.has(String(id))) ghosts.push(`job ${id} was never acknowledged`);
    }
  }
  return ghosts;
}

/** Returns the files of completed jobs whose bytes are missing or do not match the File. */
export async function brokenFiles(scene: Scene, jobIds: readonly string[]): Promise<string[]> {
  const losses = await inTurns(jobIds, async (id) => {
    const { body } = await read(scene, `/v1/jobs/${id}/files`, scene.keys.test);
    const [file] = body.data;
    if (file === undefined) return [`completed job ${id} has no file`];
    const { pathname, search } = new URL(file.download_url);
    const response = await fetch(`${scene.urls()[0]}${pathname}${search}`);
    const hash = createHash('sha256').update(Buffer.from(await response.arrayBuffer()));
    return response.ok && hash.digest('hex') === file.content_hash
      ? []
      : [`file ${file.id} returns ${response.status} or other bytes`];
  });
  return losses.flat();
}

/** Returns all items of a list, page by page. */
export async function* listAll(
  scene: Scene,
  path: string,
  key: string,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await read(scene, `${path}?limit=100${cursor && `&cursor=${cursor}`}`, key);
    yield* body.data;
    cursor = body.next_cursor;
  }
}

function read(scene: Scene, path: string, key: string) {
  const url = scene.random.pick(scene.urls()) ?? '';
  scene.notebook.requests += 1;
  return scene.call(url, 'GET', path, { key });
}

const AT_ONCE = 8;

async function inTurns<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
