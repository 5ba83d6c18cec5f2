import { describe, expect, it } from 'vitest';
import { greyPicture, shrink } from './grey-picture.ts';

describe('greyPicture', () => {
  it('weighs the colours as eyes do', () => {
    const rgba = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255);
    expect([...greyPicture(rgba, 2, 2).luma]).toEqual([76, 149, 28, 255]);
  });

  it('throws when the pixels do not fit the size', () => {
    expect(() => greyPicture(new Uint8Array(12), 2, 2)).toThrow('12 bytes, not 2 × 2');
  });
});

describe('shrink', () => {
  it('averages areas', () => {
    const luma = Uint8Array.of(0, 100, 50, 50, 200, 100, 250, 50);
    expect(shrink({ width: 4, height: 2, luma }, 2)).toEqual({
      width: 2,
      height: 1,
      luma: Uint8Array.of(100, 100),
    });
  });

  it('keeps the ratio of the edges, and at least one pixel', () => {
    const of = (width: number, height: number) => {
      const shrunk = shrink({ width, height, luma: new Uint8Array(width * height) }, 512);
      return [shrunk.width, shrunk.height];
    };
    expect([of(4_000, 3_000), of(300, 2_000), of(2_000, 1)]).toEqual([
      [512, 384],
      [77, 512],
      [512, 1],
    ]);
  });

  it('leaves a small picture alone', () => {
    const picture = { width: 3, height: 2, luma: new Uint8Array(6) };
    expect(shrink(picture, 512)).toBe(picture);
  });
});
