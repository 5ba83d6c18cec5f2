import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectBytes } from '../memory/files.ts';
import type { Files } from '../ports.ts';

const ORGANIZATION = 'org_1';
/** Around the 64 KiB in which durable adapters seal. */
const SIZES = [0, 1, 65_535, 65_536, 65_537, 200_000];

/**
 * Describes the behaviour of every adapter of Files. Call it in a test file of the adapter; `open` returns an adapter
 * that has a data key for `org_1`, and may return the same one each time.
 */
export function describeFiles(name: string, open: () => Promise<Files> | Files): void {
  describe(name, () => {
    describeContents(open);
    describeStreams(open);
    describeDeletion(open);
  });
}

type Open = () => Promise<Files> | Files;

/** Reads content to its end, cut to the range as the engine does for adapters that return it whole. */
async function readBytes(
  files: Files,
  key: string,
  range?: { readonly first: number; readonly last: number },
): Promise<Uint8Array | undefined> {
  const opened = await files.open(key, ORGANIZATION, range);
  if (opened === undefined) return undefined;
  if (opened instanceof Uint8Array) {
    const isWhole = range !== undefined && opened.byteLength > range.last - range.first + 1;
    return isWhole ? opened.subarray(range.first, range.last + 1) : opened;
  }
  // Node's web streams are async iterable, which the DOM types do not declare.
  return collectBytes(opened as unknown as AsyncIterable<Uint8Array>);
}

function patternOf(size: number, seed = 7): Uint8Array {
  return Uint8Array.from({ length: size }, (_, place) => (place * 31 + (place >> 8) + seed) & 255);
}

/** Compares without printing megabytes when they differ. */
function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one?.byteLength === other.byteLength && one.every((byte, place) => byte === other[place]);
}

function describeContents(open: Open): void {
  it.each(SIZES)('returns %i bytes as they were stored, whole or in pieces', async (size) => {
    const files = await open();
    const content = patternOf(size);
    async function* pieces() {
      for (let start = 0; start < size; start += 10_007) {
        yield content.subarray(start, start + 10_007);
      }
    }
    await files.put(`whole ${size}`, ORGANIZATION, content);
    await files.put(`pieces ${size}`, ORGANIZATION, pieces());
    expect(isSame(await readBytes(files, `whole ${size}`), content)).toBe(true);
    expect(isSame(await readBytes(files, `pieces ${size}`), content)).toBe(true);
  });

  it('returns exactly the range that is asked for', async () => {
    const files = await open();
    const content = patternOf(150_000);
    await files.put('ranges', ORGANIZATION, content);
    const place = fc.integer({ min: 0, max: content.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        const part = await readBytes(files, 'ranges', { first, last });
        expect(isSame(part, content.subarray(first, last + 1))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('replaces content that is stored again under its key', async () => {
    const files = await open();
    await files.put('again', ORGANIZATION, patternOf(100_000));
    await files.put('again', ORGANIZATION, patternOf(10, 3));
    expect(isSame(await readBytes(files, 'again'), patternOf(10, 3))).toBe(true);
  });
}

function describeStreams(open: Open): void {
  it('stores nothing when the source fails, and leaves what was stored before', async () => {
    const files = await open();
    async function* breaking() {
      yield patternOf(100_000);
      throw new Error('The upload broke off');
    }
    await files.put('kept', ORGANIZATION, patternOf(5));
    await expect(files.put('kept', ORGANIZATION, breaking())).rejects.toThrow('broke off');
    await expect(files.put('broken', ORGANIZATION, breaking())).rejects.toThrow('broke off');
    expect(isSame(await readBytes(files, 'kept'), patternOf(5))).toBe(true);
    expect(await files.open('broken', ORGANIZATION)).toBeUndefined();
  });

  it('shows content only once all of it is stored', async () => {
    const files = await open();
    const seen: unknown[] = [];
    async function* watched() {
      yield patternOf(100_000);
      seen.push(await files.open('watched', ORGANIZATION));
      yield patternOf(100_000);
      seen.push(await files.open('watched', ORGANIZATION));
    }
    await files.put('watched', ORGANIZATION, watched());
    expect(seen).toEqual([undefined, undefined]);
    expect((await readBytes(files, 'watched'))?.byteLength).toBe(200_000);
  });

  it('keeps contents apart that are stored and read at the same time', async () => {
    const files = await open();
    const names = Array.from({ length: 8 }, (_, place) => `apart ${place}`);
    await Promise.all(
      names.map((name, seed) => files.put(name, ORGANIZATION, patternOf(70_000 + seed, seed))),
    );
    const read = await Promise.all(names.map((name) => readBytes(files, name)));
    const areSame = read.map((bytes, seed) => isSame(bytes, patternOf(70_000 + seed, seed)));
    expect(areSame).toEqual(names.map(() => true));
  });
}

function describeDeletion(open: Open): void {
  it('returns undefined for content that is unknown or deleted', async () => {
    const files = await open();
    await files.put('deleted', ORGANIZATION, patternOf(10));
    await files.delete('deleted');
    expect(await files.open('deleted', ORGANIZATION)).toBeUndefined();
    expect(await files.open('unknown', ORGANIZATION)).toBeUndefined();
  });

  it('deletes what is unknown or deleted already without an error', async () => {
    const files = await open();
    await files.put('twice', ORGANIZATION, patternOf(10));
    await files.delete('twice');
    await expect(files.delete('twice')).resolves.toBeUndefined();
    await expect(files.delete('unknown')).resolves.toBeUndefined();
  });
}
