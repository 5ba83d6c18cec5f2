import { describe, expect, it } from 'vitest';
import { blur, drawScene, expose } from '../testing/drawn-scene.ts';
import { type GreyPicture, scaled } from './grey-picture.ts';
import { isAlike, likenessOf } from './likeness.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 20);

function cropped({ width, luma }: GreyPicture, left: number, top: number, size: GreyPicture) {
  const part = new Uint8Array(size.width * size.height);
  for (let row = 0; row < size.height; row += 1) {
    const from = (top + row) * width + left;
    part.set(luma.subarray(from, from + size.width), row * size.width);
  }
  return { ...size, luma: part };
}

const sizeOf = (width: number, height: number) => ({ width, height, luma: new Uint8Array() });
const likeness = (picture: GreyPicture) => {
  const text = likenessOf(picture);
  if (text === null) throw new Error('The picture shows too little');
  return text;
};

const CHANGES: readonly [string, (scene: GreyPicture) => GreyPicture][] = [
  ['resized', (scene) => scaled(scene, 200, 150)],
  ['blurred as strong compression does', (scene) => blur(scene, 1.5)],
  ['darker', (scene) => expose(scene, -0.4)],
  ['cropped all round', (scene) => cropped(scene, 12, 9, sizeOf(488, 366))],
  ['cropped at a corner', (scene) => cropped(scene, 25, 0, sizeOf(486, 365))],
];

describe('a picture', () => {
  it.each(CHANGES)('is recognised when it is %s', (_, change) => {
    for (const seed of SEEDS) {
      const scene = drawScene(seed);
      expect(isAlike(likeness(scene), likeness(change(scene)))).toBe(true);
      expect(isAlike(likeness(change(scene)), likeness(scene))).toBe(true);
    }
  });

  it('is not taken for one of another scene, nor for its mirror image', () => {
    const known = SEEDS.map((seed) => likeness(drawScene(seed)));
    for (const [index, one] of known.entries()) {
      for (const other of known.slice(index + 1)) expect(isAlike(one, other)).toBe(false);
    }
    const scene = drawScene(1);
    const luma = Uint8Array.from(scene.luma, (_, at) => {
      const column = at % scene.width;
      return scene.luma[at - column + scene.width - 1 - column] ?? 0;
    });
    expect(isAlike(likeness(scene), likeness({ ...scene, luma }))).toBe(false);
  });

  it('has nothing to be recognised by when it shows too little', () => {
    expect(
      likenessOf({ width: 64, height: 48, luma: new Uint8Array(64 * 48).fill(90) }),
    ).toBeNull();
  });

  it('is like none that has another form, and the form is short', () => {
    const text = likeness(drawScene(1));
    expect(text.length).toBeLessThan(4_096);
    for (const other of ['', 'x', '2:00:00', text.slice(0, -2), text.replace('1:', '2:')]) {
      expect(isAlike(text, other)).toBe(false);
    }
  });
});
