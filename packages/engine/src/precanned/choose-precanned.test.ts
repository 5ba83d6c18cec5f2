import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog, choosePrecanned, type PrecannedContentType } from './index.ts';

const audioTypes: PrecannedContentType[] = ['audio/mpeg', 'audio/wav', 'audio/mp4'];
const pictureTypes: PrecannedContentType[] = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'video/mp4',
  'video/quicktime',
];
const imageTypes = pictureTypes.filter((type) => type.startsWith('image/'));
const pixels = fc.integer({ min: 1, max: 8192 });

describe('choosePrecanned', () => {
  it.each(pictureTypes)('returns a 1024×768 %s when no minimum is given', (type) => {
    const absent = choosePrecanned(type);
    expect(absent).toMatchObject({ contentType: type, width: 1024, height: 768, variant: 0 });
    expect(choosePrecanned(type, { minWidth: null, minHeight: null })).toBe(absent);
  });

  it.each(audioTypes)('returns %s without a size, whatever minimum is given', (type) => {
    const entry = choosePrecanned(type, { minWidth: 8192, minHeight: 8192 });
    expect(entry).toMatchObject({ contentType: type, width: null, height: null });
  });

  it('honours both minimums with the fewest possible pixels, for every type and size', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pictureTypes), pixels, pixels, (type, minWidth, minHeight) => {
        const chosen = choosePrecanned(type, { minWidth, minHeight });
        const area = Number(chosen.width) * Number(chosen.height);
        const smallerThatFit = catalog.filter(
          ({ contentType, width, height }) =>
            contentType === type &&
            Number(width) >= minWidth &&
            Number(height) >= minHeight &&
            Number(width) * Number(height) < area,
        );
        expect(chosen.contentType).toBe(type);
        expect(chosen.width).toBeGreaterThanOrEqual(minWidth);
        expect(chosen.height).toBeGreaterThanOrEqual(minHeight);
        expect(smallerThatFit).toEqual([]);
      }),
    );
  });

  it.each([
    { minWidth: 1024, minHeight: 768, width: 1024, height: 768 },
    { minWidth: 1025, minHeight: 1, width: 2048, height: 2048 },
    { minWidth: 1, minHeight: 769, width: 2048, height: 2048 },
    { minWidth: 2049, minHeight: 2048, width: 4096, height: 4096 },
    { minWidth: 7680, minHeight: 4320, width: 8192, height: 4352 },
    { minWidth: 4320, minHeight: 7680, width: 4352, height: 8192 },
    { minWidth: 8192, minHeight: 8192, width: 8192, height: 8192 },
  ])('returns a $width×$height video for $minWidth×$minHeight', ({ width, height, ...least }) => {
    expect(choosePrecanned('video/mp4', least)).toMatchObject({ width, height });
  });

  it.each(imageTypes)('alternates between the pictures of %s', (type) => {
    const hashes = [0, 1, 2, 3].map((variant) => choosePrecanned(type, { variant }).sha256);
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[3]).toBe(hashes[0]);
  });

  it.each(catalog)('accepts any variant for $module, which has only some', ({ contentType }) => {
    const least = { minWidth: 4096, minHeight: 4096 };
    const many = choosePrecanned(contentType, { ...least, variant: 9_999 });
    expect(many).toBe(choosePrecanned(contentType, least));
  });

  it('names the field and the largest size when the minimum is beyond every file', () => {
    expect(() => choosePrecanned('image/png', { minWidth: 8193 })).toThrow(
      new RangeError(
        'Invalid minWidth and minHeight: 8193×1; pass at most 8192×8192, the size of the largest image/png',
      ),
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('rejects variant %s', (variant) => {
    expect(() => choosePrecanned('image/png', { variant })).toThrow(
      /^Invalid variant: .*; pass a non-negative integer/,
    );
  });

  it('rejects an unknown type and lists the known ones', () => {
    const type = 'image/gif' as PrecannedContentType;
    expect(() => choosePrecanned(type)).toThrow(
      /^Invalid contentType: image\/gif; pass one of .*image\/png/,
    );
  });
});
