import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ByteRange } from '@firsthandapi/engine';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyMaterial } from '../keyring/key-material.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import type { ReadableFile } from './disk-file.ts';
import { FolderStorage } from './folder-storage.ts';
import { SealedFiles } from './sealed-files.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES } from './sealed-format.ts';

const ORGANIZATION = 'org_1';
const DATA_KEY = createSecretKey(randomBytes(32));
const KEYS = { dataKey: async () => DATA_KEY };
const MEGABYTE = 1024 * 1024;

describe('reading a range of a sealed file', () => {
  let folder: string;
  let files: SealedFiles;
  /** Bytes read from disk, and the number of open files. */
  let bytesRead: number;
  let filesOpen: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    const material = generateKeyMaterial();
    bytesRead = 0;
    filesOpen = 0;
    const storage = new FolderStorage(folder, async (path) => {
      filesOpen += 1;
      return counted(await open(path, 'r'));
    });
    files = new SealedFiles(storage, new LocalKeyring({ load: () => material }), KEYS);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function counted(file: FileHandle): ReadableFile {
    return {
      stat: file.stat.bind(file) as ReadableFile['stat'],
      read: (async (...given: Parameters<FileHandle['read']>) => {
        const result = await file.read(...given);
        bytesRead += result.bytesRead;
        return result;
      }) as ReadableFile['read'],
      close: () => {
        filesOpen -= 1;
        return file.close();
      },
    };
  }

  async function bytesOf(key: string, range?: ByteRange): Promise<Buffer> {
    const stream = await files.open(key, ORGANIZATION, range);
    if (stream === undefined) throw new Error('There is no such content');
    return buffer(stream as unknown as AsyncIterable<Uint8Array>);
  }

  function sealedPath(): string {
    const [entry] = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    if (entry === undefined) throw new Error('Nothing is stored');
    return join(entry.parentPath, entry.name);
  }

  it('returns exactly the requested range, whatever the content size and how it was split on upload', async () => {
    const size = fc.oneof(
      fc.integer({ min: 1, max: 3 * CHUNK_BYTES + 100 }),
      fc.constantFrom(1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES),
    );
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        size,
        fc.array(fraction, { maxLength: 4 }),
        fc.array(fc.tuple(fraction, fraction), { minLength: 1, maxLength: 8 }),
        async (size, cuts, ranges) => {
          const content = randomBytes(size);
          const at = (fraction: number) => Math.round(fraction * (size - 1));
          const ends = [...cuts.map(at).sort((a, b) => a - b), size];
          const pieces = ends.map((end, place) => content.subarray(ends[place - 1] ?? 0, end));
          await files.putStream('content', ORGANIZATION, pieces);
          for (const ends of ranges) {
            const [first = 0, last = 0] = ends.map(at).sort((a, b) => a - b);
            const part = await bytesOf('content', { first, last });
            expect(part.equals(content.subarray(first, last + 1))).toBe(true);
          }
          expect((await bytesOf('content')).equals(content)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
    expect(filesOpen).toBe(0);
  });

  it('reads at most two chunks for any kilobyte of a 64 MB file', async () => {
    const megabyte = randomBytes(MEGABYTE);
    await files.putStream(
      'large',
      ORGANIZATION,
      Array.from({ length: 64 }, () => megabyte),
    );
    const most = HEADER_BYTES + 2 * SEALED_CHUNK_BYTES;
    const firsts = [0, 5_000_000, 33 * MEGABYTE - 512, 64 * MEGABYTE - 1024];
    for (const first of firsts) {
      bytesRead = 0;
      const part = await bytesOf('large', { first, last: first + 1_023 });
      const [start, end] = [first % MEGABYTE, (first % MEGABYTE) + 1_024];
      const expected = Buffer.concat([megabyte, megabyte]).subarray(start, end);
      expect(part.equals(expected)).toBe(true);
      expect(bytesRead).toBeGreaterThan(1_024);
      expect(bytesRead).toBeLessThanOrEqual(most);
    }
    expect(filesOpen).toBe(0);
  });

  it('reads nothing before the reader pulls, and stops when the reader cancels', async () => {
    await files.put('content', ORGANIZATION, randomBytes(10 * CHUNK_BYTES));
    const stream = await files.open('content', ORGANIZATION, {
      first: 0,
      last: 10 * CHUNK_BYTES - 1,
    });
    expect([bytesRead, filesOpen]).toEqual([0, 0]);
    const reader = stream?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(bytesRead).toBe(HEADER_BYTES + SEALED_CHUNK_BYTES);
    expect(filesOpen).toBe(0);
  });

  describe('that was tampered with', () => {
    const content = randomBytes(3 * CHUNK_BYTES + 10);
    const chunkAt = (place: number) => HEADER_BYTES + place * SEALED_CHUNK_BYTES;
    let sealed: Buffer;
    beforeEach(async () => {
      await files.put('content', ORGANIZATION, content);
      sealed = readFileSync(sealedPath());
    });

    /** Returns a range inside the chunk at this position. */
    const inside = (place: number) => ({
      first: place * CHUNK_BYTES + 1,
      last: place * CHUNK_BYTES + 5,
    });

    it.each([0, 1, 2, 3])(
      'rejects a range of chunk %i after one of its bits was flipped',
      async (place) => {
        sealed[chunkAt(place) + 7] = (sealed[chunkAt(place) + 7] ?? 0) ^ 1;
        writeFileSync(sealedPath(), sealed);
        await expect(bytesOf('content', inside(place))).rejects.toThrow();
        const other = inside((place + 1) % 4);
        const untouched = content.subarray(other.first, other.last + 1);
        expect((await bytesOf('content', other)).equals(untouched)).toBe(true);
      },
    );

    it.each([
      ['in the middle of a chunk', chunkAt(2) + 100, 2],
      ['in the middle of a tag', chunkAt(3) - 8, 2],
      ['to a partial tag at the end', chunkAt(2) + 8, 2],
      ['between two chunks', chunkAt(2), 1],
    ])('rejects the last range that remains of a file truncated %s', async (_, size, place) => {
      writeFileSync(sealedPath(), sealed.subarray(0, size));
      await expect(bytesOf('content', inside(place))).rejects.toThrow();
    });

    it('rejects a range that was truncated', async () => {
      writeFileSync(sealedPath(), sealed.subarray(0, chunkAt(1)));
      await expect(bytesOf('content', inside(3))).rejects.toThrow('is damaged');
    });

    it('rejects swapped chunks, and a last chunk with bytes appended', async () => {
      const [first, second] = [0, 1].map((place) =>
        sealed.subarray(chunkAt(place), chunkAt(place + 1)),
      ) as [Buffer, Buffer];
      const rest = sealed.subarray(chunkAt(2));
      const header = sealed.subarray(0, HEADER_BYTES);
      writeFileSync(sealedPath(), Buffer.concat([header, second, first, rest]));
      await expect(bytesOf('content', inside(0))).rejects.toThrow();
      writeFileSync(sealedPath(), Buffer.concat([sealed, Buffer.alloc(SEALED_CHUNK_BYTES)]));
      await expect(bytesOf('content', inside(3))).rejects.toThrow();
    });
  });
});
