import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { UnavailableError } from '@firsthandapi/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_DELAY_MS } from '../keyring/key-material.ts';
import { KeyringFile } from '../keyring/keyring-file.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { FolderStorage } from './folder-storage.ts';
import { SealedFiles } from './sealed-files.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES } from './sealed-format.ts';

const ORGANIZATION = 'org_1';
const DATA_KEY = createSecretKey(randomBytes(32));
const KEYS = { dataKey: async (id: string) => (id === ORGANIZATION ? DATA_KEY : undefined) };

describe('sealed files', () => {
  let folder: string;
  let keyringFile: KeyringFile;
  let files: SealedFiles;
  let now = 1_000_000;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    keyringFile = new KeyringFile(join(folder, 'keyring.json'));
    keyringFile.createMissing();
    mkdirSync(join(folder, 'files'));
    files = new SealedFiles(
      new FolderStorage(join(folder, 'files')),
      new LocalKeyring(keyringFile, () => now),
      KEYS,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function bytesOf(key: string) {
    const stream = await files.open(key, ORGANIZATION);
    return stream && buffer(chunksOf(stream));
  }

  function paths(): string[] {
    return readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 7])(
    'returns %i bytes exactly as they were stored',
    async (size) => {
      const bytes = randomBytes(size);
      await files.put(`size ${size}`, ORGANIZATION, bytes);
      expect((await bytesOf(`size ${size}`))?.equals(bytes)).toBe(true);
    },
  );

  it('removes the drafts of killed processes, but none that may still be being written', async () => {
    const draft = join(folder, 'files', 'abandoned.draft');
    await files.put('kept', ORGANIZATION, Buffer.from('kept'));
    writeFileSync(draft, 'half a file');
    const written = statSync(draft).mtimeMs;
    expect(await files.storage.removeAbandoned(written + 59 * 60_000)).toBe(0);
    expect(await files.storage.removeAbandoned(written + 61 * 60_000)).toBe(1);
    expect(paths()).not.toContain(draft);
    expect(String(await bytesOf('kept'))).toBe('kept');
  });

  it('leaves neither content nor name readable on disk', async () => {
    const text = 'This sentence must not be found at rest. '.repeat(50);
    await files.put('exports/readable-name.json', ORGANIZATION, Buffer.from(text));
    for (const path of paths()) {
      expect(path).not.toContain('readable-name');
      expect(readFileSync(path).includes('must not be found')).toBe(false);
      expect(statSync(path).mode & 0o077).toBe(0);
    }
  });

  it('reads contents sealed under a data key that was rotated since', async () => {
    await files.put('before', ORGANIZATION, Buffer.from('sealed before'));
    keyringFile.rotate('dataKeys', now);
    now += ACTIVATION_DELAY_MS;
    const later = new SealedFiles(files.storage, new LocalKeyring(keyringFile, () => now), KEYS);
    await later.put('after', ORGANIZATION, Buffer.from('sealed after'));
    expect(String(await bytesOf('before'))).toBe('sealed before');
    expect(String(await bytesOf('after'))).toBe('sealed after');
  });

  it('rejects a file that was truncated, reordered, extended or altered', async () => {
    const content = randomBytes(2 * CHUNK_BYTES + 10);
    const before = new Set(paths());
    await files.put('tampered', ORGANIZATION, content);
    const path = paths().find((one) => !before.has(one)) ?? '';
    const sealed = readFileSync(path);
    const [first, second] = [0, 1].map((place) =>
      sealed.subarray(
        HEADER_BYTES + place * SEALED_CHUNK_BYTES,
        HEADER_BYTES + (place + 1) * SEALED_CHUNK_BYTES,
      ),
    );
    const header = sealed.subarray(0, HEADER_BYTES);
    const flipped = Buffer.from(sealed);
    flipped[HEADER_BYTES + 5] = (flipped[HEADER_BYTES + 5] ?? 0) ^ 1;
    const parts = [first, second].filter((part) => part !== undefined);
    const attacks = [
      Buffer.concat([header, ...parts]),
      Buffer.concat([
        header,
        ...parts.toReversed(),
        sealed.subarray(HEADER_BYTES + 2 * SEALED_CHUNK_BYTES),
      ]),
      Buffer.concat([sealed, Buffer.from('x')]),
      flipped,
    ];
    for (const attack of attacks) {
      writeFileSync(path, attack);
      await expect(bytesOf('tampered')).rejects.toThrow();
    }
    writeFileSync(path, sealed);
    expect((await bytesOf('tampered'))?.equals(content)).toBe(true);
  });

  it('rejects a file that was renamed to replace another', async () => {
    const before = new Set(paths());
    await files.put('mine', ORGANIZATION, Buffer.from('mine'));
    const mine = paths().find((one) => !before.has(one)) ?? '';
    const between = new Set(paths());
    await files.put('theirs', ORGANIZATION, Buffer.from('theirs'));
    const theirs = paths().find((one) => !between.has(one)) ?? '';
    writeFileSync(mine, readFileSync(theirs));
    await expect(bytesOf('mine')).rejects.toThrow();
  });

  it('returns undefined for content that was never stored, was deleted, or whose upload broke off', async () => {
    expect(await files.open('never', ORGANIZATION)).toBeUndefined();
    await files.put('deleted', ORGANIZATION, Buffer.from('x'));
    await files.delete('deleted');
    await files.delete('deleted');
    expect(await files.open('deleted', ORGANIZATION)).toBeUndefined();
    async function* breaking() {
      yield randomBytes(CHUNK_BYTES * 2);
      throw new Error('The upload broke off');
    }
    const before = paths().length;
    await expect(files.putStream('broken', ORGANIZATION, breaking())).rejects.toThrow('broke off');
    expect(await files.open('broken', ORGANIZATION)).toBeUndefined();
    expect(paths()).toHaveLength(before);
  });

  it('reports a lost folder as unavailable, neither as deleted content nor by making a new folder', async () => {
    await files.put('lost', ORGANIZATION, Buffer.from('lost'));
    renameSync(join(folder, 'files'), join(folder, 'elsewhere'));
    try {
      for (const use of [
        () => files.open('lost', ORGANIZATION),
        () => files.put('new', ORGANIZATION, Buffer.from('new')),
        () => files.delete('lost'),
      ]) {
        await expect(use()).rejects.toBeInstanceOf(UnavailableError);
      }
    } finally {
      renameSync(join(folder, 'elsewhere'), join(folder, 'files'));
    }
    expect(String(await bytesOf('lost'))).toBe('lost');
  });

  it('streams large content in and out, and stops when the reader cancels', async () => {
    const written = createHash('sha256');
    const piece = randomBytes(1024 * 1024);
    async function* large() {
      for (let megabyte = 0; megabyte < 96; megabyte += 1) {
        written.update(piece);
        yield piece;
      }
    }
    await files.putStream('large', ORGANIZATION, large());
    const read = createHash('sha256');
    for await (const chunk of chunksOf(await files.open('large', ORGANIZATION))) read.update(chunk);
    expect(read.digest('hex')).toBe(written.digest('hex'));
    for await (const chunk of chunksOf(await files.open('large', ORGANIZATION))) {
      expect(chunk.length).toBe(CHUNK_BYTES);
      break;
    }
  });
});

/** Node's web streams are async iterable, which the DOM types do not declare. */
function chunksOf(stream: ReadableStream<Uint8Array> | undefined): AsyncIterable<Uint8Array> {
  if (stream === undefined) throw new Error('There is no such content');
  return stream as unknown as AsyncIterable<Uint8Array>;
}
