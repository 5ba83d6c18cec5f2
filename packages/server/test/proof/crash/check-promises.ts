import { createHash } from 'node:crypto';
import { type Scene, send } from './clients.ts';
import type { Sent } from './notebook.ts';

/** Sends what a crash left unanswered until it is answered, as a client with retries would. */
export async function answerTheUnanswered(scene: Scene): Promise<number> {
  const open = scene.notebook.unanswered();
  for (const sent of open) {
    for (let attempt = 0; sent.answer === undefined; attempt += 1) {
      if (attempt === 20) throw new Error(`Nobody answers ${sent.path} any more`);
      const answer = await send(scene, sent);
      if (answer !== undefined) scene.notebook.note(sent, answer);
    }
  }
  return open.length;
}

/** Mutations whose retry does not get the first answer, byte for byte. */
export async function forgottenAnswers(scene: Scene, sent: readonly Sent[]): Promise<string[]> {
  const losses = await inTurns(sent, async (one) => {
    const again = await send(scene, one);
    const isSame =
      again?.status === one.answer?.status &&
      again?.text === one.answer?.text &&
      again?.headers.get('idempotent-replayed') === 'true';
    return isSame ? [] : [`${one.path} ${one.answer?.status} is answered ${again?.status} again`];
  });
  return losses.flat();
}

/** Jobs that were acknowledged and are gone. */
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

/** Jobs in the lists that were never acknowledged: a request ran twice. */
export async function ghostJobs(scene: Scene): Promise<string[]> {
  const ghosts: string[] = [];
  for (const key of Object.values(scene.keys)) {
    for await (const { id } of listAll(scene, '/v1/jobs', key)) {
      if (!scene.notebook.jobs.has(String(id))) ghosts.push(`job ${id} was made by nobody`);
    }
  }
  return ghosts;
}

/** Files of completed jobs whose bytes are not there, or not what the File says. */
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
      : [`file ${file.id} answers ${response.status} or other bytes`];
  });
  return losses.flat();
}

/** Every item of a list, page by page. */
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
