import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { getEventListeners } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  type File,
  FirstHandAbortError,
  FirstHandClient,
  FirstHandConfigurationError,
  FirstHandConnectionError,
  FirstHandFileSystemError,
  FirstHandIntegrityError,
  FirstHandParseError,
  FirstHandTimeoutError,
} from '../src/index.ts';
import {
  breakConnection,
  clientOf,
  errorBody,
  type ReceivedRequest,
  type ScriptedResponse,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

const BYTES = randomBytes(300_000);
const HASH = createHash('sha256').update(BYTES).digest('hex');
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString();

/** A file as the API lists it, with the fields that downloads read. */
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

const bytes: ScriptedResponse = { headers: { 'content-type': 'image/jpeg' }, body: BYTES };
/** Sends the first half and breaks the connection. */
const half: ScriptedResponse = (_request, response) => {
  response.writeHead(200, { 'content-length': String(BYTES.length) });
  response.write(BYTES.subarray(0, 150_000), () => response.socket?.destroy());
};

function usedStream(): WritableStream {
  const stream = new WritableStream();
  stream.getWriter();
  return stream;
}

const FOREIGN = { status: 200, body: Readable.from(['abc']), text: async () => 'abc' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firsthandapi-sdk-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

describe('downloadFile', () => {
  test('downloads a file as bytes', async () => {
    const storage = await startServer(bytes);
    const api = await startServer({});
    const result = await clientOf(api).client.downloadFile(fileAt(`${storage.url}/f?sig=1`));
    expect(result).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(result).equals(BYTES)).toBe(true);
  });

  test('names a body that is a stream of Node, as that of node-fetch is', async () => {
    const fetch = async () => ({ ...FOREIGN, headers: new Headers() });
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch: fetch as never });
    for (const to of ['bytes', 'stream', join(folder, 'cup.jpg')]) {
      const download = client.downloadFile(fileAt('http://127.0.0.1/f'), { to });
      await expect(download).rejects.toThrow('no web stream');
      await expect(download).rejects.toBeInstanceOf(FirstHandParseError);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  test('stops reading a body that is longer than the file', async () => {
    const endless: ScriptedResponse = (_request, response) => {
      const fill = () => {
        while (response.write(BYTES)) if (response.destroyed) return;
      };
      response.on('drain', fill);
      fill();
    };
    const storage = await startServer(endless);
    const { client } = clientOf(await startServer({}), { maxRetries: 0 });
    const file = fileAt(storage.url, { size_bytes: BYTES.length });
    await expect(client.downloadFile(file)).rejects.toThrow(FirstHandIntegrityError);
  });

  test('sends neither the key nor headers of the client to the host of the file', async () => {
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

  test('downloads a file as a stream that flows as it is read', async () => {
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

  test('writes a file to a path', async () => {
    const storage = await startServer(bytes);
    const path = join(folder, 'photo.jpg');
    const file = await clientOf(storage).client.downloadFile(fileAt(storage.url), { to: path });
    expect(file.id).toBe('file_1');
    expect((await readFile(path)).equals(BYTES)).toBe(true);
    expect(await readdir(folder)).toEqual(['photo.jpg']);
  });

  test('requests a URL first when given only an id', async () => {
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
  ])('refreshes a URL %s automatically, once', async (_which, more, refusals) => {
    const storage = await startServer(
      ...Array<ScriptedResponse>(refusals).fill({ status: 403, body: '<Error/>' }),
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

  test('fails when the refreshed URL is refused as well', async () => {
    const storage = await startServer({ status: 403, body: '<Error>private</Error>' });
    const api = await startServer({ body: fileAt(`${storage.url}/new?sig=geheim`) });
    const error = await clientOf(api)
      .client.downloadFile(fileAt(storage.url))
      .catch((reason) => reason);
    expect(error).toMatchObject({ status: 403, attempts: 1 });
    expect(error.message).not.toMatch(/private|geheim/);
    expect(api.received).toHaveLength(1);
  });

  test('retries a download after 503 and after a connection that broke halfway', async () => {
    const storage = await startServer({ status: 503 }, breakConnection, half, bytes);
    const { client, waits } = clientOf(storage);
    const path = join(folder, 'photo.jpg');
    await client.downloadFile(fileAt(storage.url), { to: path });
    expect((await readFile(path)).equals(BYTES)).toBe(true);
    expect(waits).toHaveLength(3);
  });

  test('does not retry a stream that has started to flow', async () => {
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
    'rejects bytes that do not match the content hash: %s',
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

  test('leaves no file when the download fails after all retries', async () => {
    const storage = await startServer(half);
    const { client } = clientOf(storage, { maxRetries: 1 });
    const failed = client.downloadFile(fileAt(storage.url), { to: join(folder, 'photo.jpg') });
    await expect(failed).rejects.toMatchObject({ type: 'connection_error', attempts: 2 });
    expect(await readdir(folder)).toEqual([]);
  });

  test('times out when no byte arrives in time, not when the whole download takes longer', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const send = vi.fn(async () => {
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        // Half a second between pieces, and the second time no more than one piece.
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 500));
          if (sent > 0 && send.mock.calls.length === 2) return new Promise<void>(() => {});
          controller.enqueue(BYTES.subarray(sent, sent + 50_000));
          sent += 50_000;
          return sent < BYTES.length ? undefined : controller.close();
        },
      });
      return new Response(body);
    });
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch: send, maxRetries: 0 });
    const file = fileAt('https://files.example/f');
    const whole = client.downloadFile(file, { timeout: 600 });
    await vi.advanceTimersByTimeAsync(3_100);
    await expect(whole).resolves.toHaveLength(BYTES.length);
    const stalled = client.downloadFile(file, { timeout: 600 }).catch((error) => error);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(await stalled).toBeInstanceOf(FirstHandTimeoutError);
  });

  test('aborts a download by its signal, and leaves no listener and no file', async () => {
    const stall: ScriptedResponse = (_request, response) => void response.writeHead(200).write('x');
    const storage = await startServer(stall);
    const controller = new AbortController();
    const { signal } = controller;
    const failed = clientOf(storage).client.downloadFile(fileAt(storage.url), {
      to: join(folder, 'a'),
      signal,
    });
    await storage.arrivalOf(1);
    controller.abort();
    await expect(failed).rejects.toMatchObject({ type: 'abort_error' });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(await readdir(folder)).toEqual([]);
  });

  test('leaves no listener on a signal when a stream is read or cancelled', async () => {
    const storage = await startServer(bytes);
    const { client } = clientOf(storage);
    const { signal } = new AbortController();
    const read = await client.downloadFile(fileAt(storage.url), { to: 'stream', signal });
    await new Response(read).arrayBuffer();
    const cancelled = await client.downloadFile(fileAt(storage.url), { to: 'stream', signal });
    await cancelled.cancel();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('follows a redirect of a download, which carries no key', async () => {
    const storage = await startServer(bytes);
    const front = await startServer({ status: 302, headers: { location: `${storage.url}/there` } });
    await expect(clientOf(front).client.downloadFile(fileAt(front.url))).resolves.toHaveLength(
      BYTES.length,
    );
  });

  test('gives up on a circle of redirects without a retry, and names it', async () => {
    const front = await startServer((_request, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    const { client, waits } = clientOf(front);
    await expect(client.downloadFile(fileAt(front.url))).rejects.toMatchObject({
      type: 'connection_error',
      retryable: false,
      attempts: 1,
      message: `No complete response from ${front.url} (redirect count exceeded)`,
    });
    expect(waits).toEqual([]);
    // As many as fetch follows.
    expect(front.received).toHaveLength(21);
  });
});

describe('a download to a path', () => {
  const downloadTo = async (to: string) => {
    const storage = await startServer(bytes);
    const { client } = clientOf(storage);
    return { storage, outcome: client.downloadFile(fileAt(storage.url), { to }) };
  };

  test('creates the folder', async () => {
    const path = join(folder, 'photos', '2026', 'a.jpg');
    await (await downloadTo(path)).outcome;
    expect((await readFile(path)).equals(BYTES)).toBe(true);
  });

  test.each([
    ['to a file', 'old'],
    ['to a name that is not there yet', undefined],
  ])('keeps a symbolic link %s', async (_where, content) => {
    const target = join(folder, 'target.jpg');
    const link = join(folder, 'link.jpg');
    if (content) await writeFile(target, content);
    await symlink('target.jpg', link);
    await (await downloadTo(link)).outcome;
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await readFile(target)).equals(BYTES)).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['link.jpg', 'target.jpg']);
  });

  test('keeps the permissions of the file that it replaces', async () => {
    const path = join(folder, 'private.jpg');
    await writeFile(path, 'old', { mode: 0o600 });
    await (await downloadTo(path)).outcome;
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
  });

  test('keeps permissions that the umask would take from a new file', async () => {
    const path = join(folder, 'shared.jpg');
    await writeFile(path, 'old');
    await chmod(path, 0o666);
    await (await downloadTo(path)).outcome;
    expect((await lstat(path)).mode & 0o777).toBe(0o666);
  });

  test('keeps every link of a chain to a name that is not there yet', async () => {
    await symlink('second.jpg', join(folder, 'first.jpg'));
    await symlink('target.jpg', join(folder, 'second.jpg'));
    await (await downloadTo(join(folder, 'first.jpg'))).outcome;
    expect((await lstat(join(folder, 'second.jpg'))).isSymbolicLink()).toBe(true);
    expect((await readFile(join(folder, 'target.jpg'))).equals(BYTES)).toBe(true);
  });

  test('follows a relative link from the folder that holds it, reached through a link', async () => {
    await mkdir(join(folder, 'real', 'inner'), { recursive: true });
    await symlink('real/inner', join(folder, 'linked'));
    await symlink('../target.jpg', join(folder, 'real', 'inner', 'link.jpg'));
    await (await downloadTo(join(folder, 'linked', 'link.jpg'))).outcome;
    expect((await readFile(join(folder, 'real', 'target.jpg'))).equals(BYTES)).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['linked', 'real']);
  });

  test('leaves a file without write permission alone', async () => {
    const path = join(folder, 'protected.jpg');
    await writeFile(path, 'old', { mode: 0o444 });
    await chmod(folder, 0o777);
    const built = new URL('../dist/index.js', import.meta.url).href;
    // Nothing is protected against root.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const file = JSON.stringify(fileAt('http://127.0.0.1:9'));
    const script = `
      const { FirstHandClient } = await import(${JSON.stringify(built)});
      const fetch = () => console.log('requested');
      await new FirstHandClient({ apiKey: 'fh_test_sk_x', fetch, maxRetries: 0 })
        .downloadFile(${file}, { to: ${JSON.stringify(path)} })
        .catch((error) => console.log(error.type, error.message));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], user);
    expect(output.toString()).toMatch(
      /^file_system_error Cannot write .*protected\.jpg: EACCES: permission denied/,
    );
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['protected.jpg']);
  });

  test('writes into a pipe instead of replacing it', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const read = readFile(pipe);
    await (await downloadTo(pipe)).outcome;
    expect((await read).equals(BYTES)).toBe(true);
    expect((await lstat(pipe)).isFIFO()).toBe(true);
  });

  test('accepts a name of the longest length', async () => {
    const path = join(folder, `${'n'.repeat(251)}.jpg`);
    await (await downloadTo(path)).outcome;
    expect((await readFile(path)).equals(BYTES)).toBe(true);
  });

  test.each([
    ['a name that is too long', () => join(folder, 'n'.repeat(300)), 'ENAMETOOLONG'],
    ['a folder', () => folder, 'it is a folder'],
    ['a folder that is not there', () => `${join(folder, 'new')}/`, 'it is a folder'],
    ['a path through a file', () => join(folder, 'file', 'a.jpg'), 'ENOTDIR'],
    ['a circle of links', () => join(folder, 'circle'), 'ELOOP'],
  ])('refuses %s before the request, with the error of the SDK', async (_what, path, reason) => {
    await writeFile(join(folder, 'file'), '');
    await symlink('circle', join(folder, 'circle'));
    const { storage, outcome } = await downloadTo(path());
    const error = await outcome.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FirstHandFileSystemError);
    expect(error).toMatchObject({ type: 'file_system_error', retryable: false });
    expect((error as Error).message).toContain(reason);
    expect((error as Error).message).toContain(path());
    expect(storage.received).toEqual([]);
  });

  test('reports a disk that fails while writing, leaves nothing, and does not retry', async () => {
    const { outcome, storage } = await downloadTo('/dev/full');
    const error = await outcome.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FirstHandFileSystemError);
    expect((error as Error).cause).toMatchObject({ code: 'ENOSPC' });
    expect(storage.received).toHaveLength(1);
  });

  test('closes the connection when the disk fails, and does not wait for the rest of the body', async () => {
    let onClose: () => void;
    const closed = new Promise<void>((resolve) => {
      onClose = resolve;
    });
    const endless: ScriptedResponse = (_request, response) => {
      response.on('close', onClose);
      response.writeHead(200).write(BYTES);
    };
    const storage = await startServer(endless);
    const failed = clientOf(storage).client.downloadFile(fileAt(storage.url), { to: '/dev/full' });
    await expect(failed).rejects.toBeInstanceOf(FirstHandFileSystemError);
    await closed;
  });

  test.each([
    ['a URL', () => new URL('file:///tmp/a.jpg')],
    ['a stream of Node', () => new PassThrough()],
    ['an empty path', () => ''],
    ['a stream in use', () => usedStream()],
    ['a number', () => 7],
  ])('rejects %s by name, before the request', async (_what, to) => {
    const { outcome, storage } = await downloadTo(to() as string);
    await expect(outcome).rejects.toThrow('Invalid to');
    await expect(outcome).rejects.toBeInstanceOf(FirstHandConfigurationError);
    expect(storage.received).toEqual([]);
  });

  test('refuses the folder of a job that cannot be created, with the error of the SDK', async () => {
    await writeFile(join(folder, 'file'), '');
    const api = await startServer({ body: { data: [], has_more: false } });
    const failed = clientOf(api).client.downloadJobFiles('job_1', {
      to: join(folder, 'file', 'x'),
    });
    await expect(failed).rejects.toBeInstanceOf(FirstHandFileSystemError);
  });
});

describe('a download that breaks off', () => {
  /** Sends what a range asks for, at most a third of the file, then breaks the connection. */
  const third: ScriptedResponse = ({ headers }, response) => {
    const [, from = '0'] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
    const start = Number(from);
    const end = Math.min(start + 100_000, BYTES.length);
    const size = { 'content-length': String(BYTES.length - start) };
    const range = `bytes ${start}-${BYTES.length - 1}/${BYTES.length}`;
    response.writeHead(start ? 206 : 200, start ? { ...size, 'content-range': range } : size);
    if (end === BYTES.length) response.end(BYTES.subarray(start, end));
    else response.write(BYTES.subarray(start, end), () => response.socket?.destroy());
  };
  const rangesOf = ({ received }: { received: readonly ReceivedRequest[] }) =>
    received.map(({ headers }) => headers.range);

  test.each(['bytes', 'path'])('resumes behind the last byte: %s', async (kind) => {
    const storage = await startServer(third);
    const { client } = clientOf(storage, { maxRetries: 20 });
    const path = join(folder, 'a.jpg');
    const to = kind === 'path' ? path : kind;
    const result: unknown = await client.downloadFile(fileAt(storage.url), { to });
    const found = kind === 'path' ? await readFile(path) : Buffer.from(result as Uint8Array);
    expect(found.equals(BYTES)).toBe(true);
    const starts = rangesOf(storage).map((range) => Number(/\d+/.exec(range ?? '0')));
    expect(starts.length).toBeGreaterThan(1);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    expect(await readdir(folder)).toEqual(kind === 'path' ? ['a.jpg'] : []);
  });

  test.each<[string, ScriptedResponse]>([
    ['ignores the range', bytes],
    ['refuses the range', { status: 416 }],
    [
      'sends another range',
      { status: 206, headers: { 'content-range': 'bytes 7-9/300000' }, body: 'abc' },
    ],
  ])('starts over when the host %s', async (_how, answer) => {
    const storage = await startServer(half, answer, bytes);
    const path = join(folder, 'a.jpg');
    await clientOf(storage).client.downloadFile(fileAt(storage.url), { to: path });
    expect((await readFile(path)).equals(BYTES)).toBe(true);
    expect(rangesOf(storage)[1]).toMatch(/^bytes=\d+-$/);
  });

  test('starts over when the bytes were decoded, since a range counts encoded ones', async () => {
    const encoded = gzipSync(BYTES);
    const broken: ScriptedResponse = (_request, response) => {
      const length = String(encoded.length);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': length });
      response.write(encoded.subarray(0, 200_000), () => response.socket?.destroy());
    };
    const storage = await startServer(broken, bytes);
    const result = await clientOf(storage).client.downloadFile(fileAt(storage.url));
    expect(Buffer.from(result).equals(BYTES)).toBe(true);
    expect(rangesOf(storage)).toEqual([undefined, undefined]);
  });

  test('starts over when the first part was wrong, and gives up after its retries', async () => {
    const wrong: ScriptedResponse = { body: Buffer.alloc(BYTES.length) };
    const storage = await startServer(wrong, bytes);
    const result = await clientOf(storage).client.downloadFile(fileAt(storage.url));
    expect(Buffer.from(result).equals(BYTES)).toBe(true);
    const hopeless = await startServer({ status: 206, headers: { 'content-range': 'bytes 5-' } });
    const { client } = clientOf(hopeless, { maxRetries: 2 });
    await expect(client.downloadFile(fileAt(hopeless.url))).rejects.toMatchObject({
      type: 'integrity_error',
      attempts: 3,
    });
  });
});

describe('an aborted stream', () => {
  test('closes its connection although nobody reads', async () => {
    let noteClosed: () => void;
    const closed = new Promise<void>((resolve) => {
      noteClosed = resolve;
    });
    const storage = await startServer((_request, response) => {
      response.once('close', noteClosed);
      response.writeHead(200).write('x');
    });
    const controller = new AbortController();
    const { signal } = controller;
    const { client } = clientOf(storage);
    const stream = await client.downloadFile(fileAt(storage.url), { to: 'stream', signal });
    controller.abort();
    await closed;
    await expect(stream.getReader().read()).rejects.toBeInstanceOf(FirstHandAbortError);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('downloadJobFiles', () => {
  const list = (files: File[], next: string | null): ScriptedResponse => ({
    body: { object: 'list', data: files, has_more: next !== null, next_cursor: next },
  });

  test('writes all files of all pages concurrently and reports each', async () => {
    let most = 0;
    const held: ServerResponse[] = [];
    // Responds to three together, so that fewer at a time would never get a response.
    const storage = await startServer((_request, response) => {
      most = Math.max(most, held.push(response));
      if (held.length === 3) setTimeout(() => held.splice(0).map((each) => each.end(BYTES)), 10);
    });
    const kinds = [
      'image/jpeg',
      'image/png',
      'audio/mpeg',
      'audio/mp4',
      'video/quicktime',
      'video/mp4',
    ] as const;
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

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('The progress bar is gone');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('The progress bar is gone'))],
  ])('saves every file when onProgress %s, and logs that it failed', async (_how, onProgress) => {
    const storage = await startServer({ body: BYTES });
    const files = ['file_1', 'file_2'].map((id) => fileAt(storage.url, { id }));
    const logged: string[] = [];
    const note = (line: string) => void logged.push(line);
    const { client } = clientOf(await startServer(list(files, null)), {
      logger: { error: note, warn: note, info: note, debug: note },
    });
    const saved = await client.downloadJobFiles('job_1', { to: folder, onProgress });
    expect(saved).toHaveLength(2);
    await vi.waitFor(() =>
      expect(logged.filter((line) => /onProgress failed/.test(line))).toHaveLength(2),
    );
  });

  test('starts no further file after a failure, cleans up, and throws it', async () => {
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

  test('stays inside its folder for any id and content type of the service', async () => {
    const storage = await startServer(bytes);
    const api = await startServer(
      list(
        [fileAt(storage.url, { id: '../../up', content_type: 'image/../x' as 'image/jpeg' })],
        null,
      ),
    );
    const [saved] = await clientOf(api).client.downloadJobFiles('job_1', { to: folder });
    expect(saved?.path.startsWith(`${folder}/`)).toBe(true);
    expect(saved?.path.slice(folder.length + 1)).toMatch(/^[\w.]+$/);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test.each([0, 65, Number.NaN])('rejects a concurrency of %d', async (concurrency) => {
    const api = await startServer(list([], null));
    const failed = clientOf(api).client.downloadJobFiles('job_1', { to: folder, concurrency });
    await expect(failed).rejects.toThrow('concurrency');
  });
});
