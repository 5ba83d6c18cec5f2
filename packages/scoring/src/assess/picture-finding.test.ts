import { describe, expect, it } from 'vitest';
import type { GreyPicture } from '../picture/grey-picture.ts';
import { blur, drawScene, expose } from '../testing/drawn-scene.ts';
import { pictureFinding } from './picture-finding.ts';

/** As if the scene had been taken with 12 megapixels. */
function find(whole: GreyPicture) {
  return pictureFinding({ width: 4_000, height: 3_000, whole });
}

const SCENES = Array.from({ length: 20 }, (_, seed) => drawScene(seed + 1));

describe('pictureFinding', () => {
  it('finds nothing wrong with sharp, well lit scenes', () => {
    const flawed = SCENES.map(find).filter(({ quality }) => quality !== 5);
    expect(flawed).toEqual([]);
  });

  it('gives scenes with gross blur the lowest quality', () => {
    for (const scene of SCENES) {
      const { quality, reasons } = find(blur(scene, 4));
      expect(quality).toBeLessThanOrEqual(2);
      expect(reasons.join()).toContain('blurred');
    }
  });

  it('accepts a small sharp object before a plain wall', () => {
    const luma = new Uint8Array(512 * 384).fill(180);
    for (let row = 190; row < 230; row += 1) luma.fill(60, row * 512 + 250, row * 512 + 290);
    expect(find({ width: 512, height: 384, luma })).toMatchObject({ quality: 5, reasons: [] });
  });

  it('never rates a blurrier scene as sharper', () => {
    for (const scene of SCENES.slice(0, 10)) {
      const ratings = [0.5, 1, 2, 4, 8].map((sigma) => find(blur(scene, sigma)).quality ?? 0);
      expect(ratings).toEqual(ratings.toSorted((one, other) => other - one));
    }
  });

  it.each([
    [2, 'bright'],
    [-4, 'dark'],
  ])('says which way an exposure of %i stops is wrong', (stops, word) => {
    for (const scene of SCENES.slice(0, 10)) {
      const { certain, quality, reasons } = find(expose(scene, stops));
      expect(quality).toBeLessThanOrEqual(3);
      if (certain === null) expect(reasons.join()).toContain(`too ${word}`);
    }
  });

  it.each([0, 127, 255])('is certain that a plain picture of brightness %i is blank', (shade) => {
    const luma = new Uint8Array(512 * 384).fill(shade);
    expect(find({ width: 512, height: 384, luma }).certain).toBe('blank');
  });

  it('limits the quality of pictures with few pixels', () => {
    const [whole] = SCENES as [GreyPicture];
    const of = (width: number, height: number) => pictureFinding({ width, height, whole }).quality;
    expect([of(4_000, 3_000), of(1_280, 720), of(640, 480), of(320, 240)]).toEqual([5, 4, 3, 2]);
  });

  it('warns of blur that only the full resolution shows', () => {
    const [whole, other] = SCENES as [GreyPicture, GreyPicture];
    const of = (detail: GreyPicture) =>
      pictureFinding({ width: 4_000, height: 3_000, whole, detail });
    expect(of(other)).toMatchObject({ quality: 5, reasons: [] });
    expect(of(blur(other, 6))).toMatchObject({ quality: 3 });
  });

  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [1, 512],
  ])('measures a picture of %i × %i pixels without failing', (width, height) => {
    const luma = new Uint8Array(width * height).map((_, index) => (index * 97) % 256);
    expect(pictureFinding({ width, height, whole: { width, height, luma } }).quality).toBeLessThan(
      3,
    );
  });
});
