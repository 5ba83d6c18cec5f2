import { describe, expect, it } from 'vitest';
import { catalog, choosePrecanned, loadPrecanned, precannedMedia } from './index.ts';
import { readMediaFacts } from './testing/read-media-facts.ts';

const acceptedFormats = [
  'audio/mp4',
  'audio/mpeg',
  'audio/wav',
  'image/jpeg',
  'image/png',
  'image/webp',
  'video/mp4',
  'video/quicktime',
];

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Buffer.from(digest).toString('hex');
}

describe('catalog', () => {
  it('has every accepted format and no other', () => {
    expect([...new Set(catalog.map((entry) => entry.contentType))].sort()).toEqual(acceptedFormats);
  });

  it('lists no file twice', () => {
    expect(new Set(catalog.map((entry) => entry.sha256)).size).toBe(catalog.length);
  });
});

describe.each(catalog)('$module, variant $variant', (entry) => {
  it('has the size and the hash of the catalog', async () => {
    const { bytes } = await loadPrecanned(entry);
    expect(bytes).toHaveLength(entry.sizeBytes);
    expect(await sha256(bytes)).toBe(entry.sha256);
  });

  it('has headers that match the catalog', async () => {
    const { durationSeconds, ...facts } = readMediaFacts((await loadPrecanned(entry)).bytes);
    const { contentType, width, height } = entry;
    expect(facts).toEqual({ contentType, width, height });
    if (entry.durationSeconds === null) expect(durationSeconds).toBeNull();
    else expect(durationSeconds).toBeCloseTo(entry.durationSeconds, 3);
  });
});

describe('loadPrecanned', () => {
  it('decodes a file once and shares it', async () => {
    const entry = choosePrecanned('image/webp');
    const [first, second] = await Promise.all([loadPrecanned(entry), loadPrecanned(entry)]);
    expect(second.bytes).toBe(first.bytes);
    expect((await loadPrecanned(entry)).bytes).toBe(first.bytes);
  });

  it.each([{ module: 'image-gif-1x1' }, { module: 'toString' }, { variant: 99 }])(
    'rejects an entry that is not in the catalog: %o',
    async (change) => {
      const entry = { ...choosePrecanned('image/png'), sha256: 'none', ...change };
      await expect(loadPrecanned(entry)).rejects.toThrow(
        /^Invalid entry: .*; pass .*choosePrecanned/,
      );
    },
  );
});

describe('precannedMedia', () => {
  it('returns the chosen file with its facts and its bytes', async () => {
    const { module: _module, variant: _variant, ...facts } = choosePrecanned('video/mp4');
    const file = await precannedMedia('video/mp4');
    expect(file).toEqual({ ...facts, bytes: expect.any(Uint8Array) });
  });

  it('rejects when no file honours the request', async () => {
    await expect(precannedMedia('image/jpeg', { minHeight: 9000 })).rejects.toThrow(RangeError);
  });
});
