import { createHash, randomBytes } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  type File,
  FirstHandConnectionError,
  FirstHandIntegrityError,
  FirstHandTimeoutError,
} from '../src/index.ts';
import {
  breakConnection,
  clientOf,
  errorBody,
  type ScriptedAnswer,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

const BYTES = randomBytes(300_000);
const HASH = createHash('sha256').update(BYTES).digest('hex');
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString();

/** A file as the API lists it, as far as downloads look at it. */
function fileAt(url: string, more: Partial<File> = {}): File {
  return {
    id: 'file_1',
    content_type: 'image/jpeg',
    content_hash: HASH,
    download_url: url,
    download_url_expires_at: IN_A_WEEK,
    ...more,
  } as File;
}

const bytes: ScriptedAnswer = { headers: { 'content-type': 'image/jpeg' }, body: BYTES };
/** Sends the first half and breaks the connection. */
const half: ScriptedAnswer = (_request, response) => {
  response.writeHead(200, { 'content-length': String(BYTES.length) });
  response.write(BYTES.subarray(0, 150_000), () => response.socket?.destroy());
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firsthandapi-sdk-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

describe('downloadFile', () => {
  test('gives the bytes', async () => {
    const storage = await startServer(bytes);
    const api = await startServer({});
    const result = await clientOf(api).client.downloadFile(fileAt(`${storage.url}/f?sig=1`));
    expect(result).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(result).equals(BYTES)).toBe(true);
  });

  test('never sends the key, nor headers of the client, to where the file lies', async () => {
    const storage = await startServer(bytes);
    const { client } = clientOf(storage, {
      defaultHeaders: { 'x-team': 'maps' },
      middleware: [
        async (request, next) =>
          next({ ...request, headers: { ...request.headers, 'x-middleware': TEST_KEY } }),
      ],
    });
    await client.downloadFile(fileAt(`${storage.url}/f?sig=1`));
    const { headers, url } = storage.received[0] ?? {};
    expect(url).toBe('/f?sig=1');
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-team');
    expect(JSON.stringify(headers)).not.toContain(TEST_KEY);
  });

  test('gives a stream that flows as it is read', async () => {
    const storage = await startServer(bytes);
    const stream = await clientOf(storage).client.downloadFile(fileAt(storage.url), {
      to: 'stream',
    });
    const read = await new Response(stream).bytes();
    expect(createHash('sha256').update(read).digest('hex')).toBe(HASH);
  });

  test('fills a WritableStream and closes it', async () => {
    const storage = await startServer(bytes);
    const chunks: Uint8Array[] = [];
    let isClosed = false;
    const to = new WritableStream<Uint8Array>({
      write: (chunk) => void chunks.push(chunk),
      close: () => {
        isClosed = true;
      },
    });
    const file = await clientOf(storage).client.downloadFile(fileAt(storage.url), { to });
    expect(file.id).toBe('file_1');
    expect(Buffer.concat(chunks).equals(BYTES)).toBe(true);
    expect(isClosed).toBe(true);
  });

  test('writes a file', async () => {
    const storage = await startServer(bytes);
    const path = join(folder, 'photo.jpg');
    const file = await clientOf(storage).client.downloadFile(fileAt(storage.url), { to: path });
    expect(file.id).toBe('file_1');
    expect((await readFile(path)).equals(BYTES)).toBe(true);
    expect(await readdir(folder)).toEqual(['photo.jpg']);
  });

  test('by its id, asks for a URL first', async () => {
    const storage = await startServer(bytes);
    const api = await startServer({ body: fileAt(storage.url) });
    await clientOf(api).client.downloadFile('file_1');
    expect(api.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1/files/file_1/refresh_url',
    ]);
  });

  test.each([
    ['that has expired by the clock', { download_url_expires_at: '2020-01-01T00:00:00Z' }, 0],
    ['that is refused with 403', {}, 1],
  ])('refreshes a URL %s by itself, once', async (_which, more, refusals) => {
    const storage = await startServer(
      ...Array<ScriptedAnswer>(refusals).fill({ status: 403, body: '<Error/>' }),
      bytes,
    );
    const api = await startServer({ body: fileAt(`${storage.url}/new`) });
    const { client } = clientOf(api);
    const result = await client.downloadFile(fileAt(`${storage.url}/old`, more));
    expect(result).toHaveLength(BYTES.length);
    expect(api.received).toHaveLength(1);
    expect(storage.received.at(-1)?.url).toBe('/new');
    expect(storage.received).toHaveLength(refusals + 1);
  });

  test('fails when the new URL is refused as well', async () => {
    const storage = await startServer({ status: 403, body: '<Error>private</Error>' });
    const api = await startServer({ body: fileAt(`${storage.url}/new?sig=geheim`) });
    const error = await clientOf(api)
      .client.downloadFile(fileAt(storage.url))
      .catch((reason) => reason);
    expect(error).toMatchObject({ status: 403, attempts: 1 });
    expect(error.message).not.toMatch(/private|geheim/);
    expect(api.received).toHaveLength(1);
  });

  test('tries again after 503 and after a connection that broke half way', async () => {
    const storage = await startServer({ status: 503 }, breakConnection, half, bytes);
    const { client, waits } = clientOf(storage);
    const path = join(folder, 'photo.jpg');
    await client.downloadFile(fileAt(storage.url), { to: path });
    expect((await readFile(path)).equals(BYTES)).toBe(true);
    expect(waits).toHaveLength(3);
  });

  test('does not repeat a stream that has begun to flow', async () => {
    const storage = await startServer(half);
    const stream = await clientOf(storage).client.downloadFile(fileAt(storage.url), {
      to: 'stream',
    });
    await expect(new Response(stream).arrayBuffer()).rejects.toBeInstanceOf(
      FirstHandConnectionError,
    );
    expect(storage.received).toHaveLength(1);
  });

  test.each(['bytes', 'path', 'stream'] as const)(
    'refuses other bytes than those of the file: %s',
    async (kind) => {
      const storage = await startServer({ body: Buffer.from('something else') });
      const { client } = clientOf(storage, { maxRetries: 0 });
      const to = kind === 'path' ? join(folder, 'photo.jpg') : kind;
      const failed = (async () => {
        const result: unknown = await client.downloadFile(fileAt(storage.url), { to });
        if (result instanceof ReadableStream) await new Response(result).text();
      })();
      await expect(failed).rejects.toBeInstanceOf(FirstHandIntegrityError);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test('leaves no file when it breaks off for good', async () => {
    const storage = await startServer(half);
    const { client } = clientOf(storage, { maxRetries: 1 });
    const failed = client.downloadFile(fileAt(storage.url), { to: join(folder, 'photo.jpg') });
    await expect(failed).rejects.toMatchObject({ type: 'connection_error', attempts: 2 });
    expect(await readdir(folder)).toEqual([]);
  });

  test('fails when no byte comes for the timeout, not when the whole takes longer', async () => {
    const slow: ScriptedAnswer = async (_request, response) => {
      response.writeHead(200);
      for (let sent = 0; sent < BYTES.length; sent += 50_000) {
        response.write(BYTES.subarray(sent, sent + 50_000));
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      response.end();
    };
    const dead: ScriptedAnswer = (_request, response) => void response.writeHead(200).write('x');
    const storage = await startServer(slow, dead);
    const { client } = clientOf(storage, { timeout: 600, maxRetries: 0 });
    await expect(client.downloadFile(fileAt(storage.url))).resolves.toHaveLength(BYTES.length);
    await expect(client.downloadFile(fileAt(storage.url))).rejects.toBeInstanceOf(
      FirstHandTimeoutError,
    );
  });

  test('is aborted by a signal, and leaves nothing on it nor on the disk', async () => {
    const stall: ScriptedAnswer = (_request, response) => void response.writeHead(200).write('x');
    const storage = await startServer(stall);
    const controller = new AbortController();
    const { signal } = controller;
    const failed = clientOf(storage).client.downloadFile(fileAt(storage.url), {
      to: join(folder, 'a'),
      signal,
    });
    setTimeout(() => controller.abort(), 50);
    await expect(failed).rejects.toMatchObject({ type: 'abort_error' });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(await readdir(folder)).toEqual([]);
  });

  test('leaves nothing on a signal when a stream was read, cancelled or never finished', async () => {
    const storage = await startServer(bytes);
    const { client } = clientOf(storage);
    const { signal } = new AbortController();
    const read = await client.downloadFile(fileAt(storage.url), { to: 'stream', signal });
    await new Response(read).arrayBuffer();
    const cancelled = await client.downloadFile(fileAt(storage.url), { to: 'stream', signal });
    await cancelled.cancel();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('follows a redirect, since there is no key to lose', async () => {
    const storage = await startServer(bytes);
    const front = await startServer({ status: 302, headers: { location: `${storage.url}/there` } });
    await expect(clientOf(front).client.downloadFile(fileAt(front.url))).resolves.toHaveLength(
      BYTES.length,
    );
  });
});

describe('downloadJobFiles', () => {
  const list = (files: File[], next: string | null): ScriptedAnswer => ({
    body: { object: 'list', data: files, has_more: next !== null, next_cursor: next },
  });

  test('writes all files of all pages, several at a time, and reports each', async () => {
    let atOnce = 0;
    let most = 0;
    const storage = await startServer(async (_request, response) => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 15));
      atOnce--;
      response.end(BYTES);
    });
    const kinds = [
      'image/jpeg',
      'image/png',
      'audio/mpeg',
      'audio/mp4',
      'video/quicktime',
      'video/mp4',
    ];
    const files = kinds.map((content_type, index) =>
      fileAt(storage.url, { id: `file_${index}`, content_type }),
    );
    const api = await startServer(list(files.slice(0, 4), 'next'), list(files.slice(4), null));
    const counts: number[] = [];
    const saved = await clientOf(api).client.downloadJobFiles('job_1', {
      to: join(folder, 'deep', 'er'),
      concurrency: 3,
      min_score: 4,
      onProgress: (_saved, count) => counts.push(count),
    });
    const names = [
      'file_0.jpg',
      'file_1.png',
      'file_2.mp3',
      'file_3.mp4',
      'file_4.mov',
      'file_5.mp4',
    ];
    expect(saved.map(({ path }) => path.split('/').pop())).toEqual(names);
    expect((await readdir(join(folder, 'deep', 'er'))).sort()).toEqual(names);
    expect(counts).toEqual([1, 2, 3, 4, 5, 6]);
    expect(most).toBe(3);
    expect(api.received[0]?.url).toBe('/v1/jobs/job_1/files?min_score=4&limit=100');
  });

  test('begins no further file after a failure, cleans up, and fails with it', async () => {
    const storage = await startServer({ status: 404, body: errorBody('not_found') });
    const files = Array.from({ length: 9 }, (_, index) =>
      fileAt(storage.url, { id: `file_${index}` }),
    );
    const api = await startServer(list(files, null));
    const failed = clientOf(api).client.downloadJobFiles('job_1', { to: folder, concurrency: 2 });
    await expect(failed).rejects.toMatchObject({ status: 404 });
    expect(storage.received.length).toBeLessThanOrEqual(3);
    expect(await readdir(folder)).toEqual([]);
  });

  test('keeps to its folder whatever ids and kinds the service sends', async () => {
    const storage = await startServer(bytes);
    const api = await startServer(
      list([fileAt(storage.url, { id: '../../up', content_type: 'image/../x' })], null),
    );
    const [saved] = await clientOf(api).client.downloadJobFiles('job_1', { to: folder });
    expect(saved?.path.startsWith(`${folder}/`)).toBe(true);
    expect(saved?.path.slice(folder.length + 1)).toMatch(/^[\w.]+$/);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test.each([0, 65, Number.NaN])('refuses a concurrency of %d', async (concurrency) => {
    const api = await startServer(list([], null));
    const failed = clientOf(api).client.downloadJobFiles('job_1', { to: folder, concurrency });
    await expect(failed).rejects.toThrow('concurrency');
  });
});
