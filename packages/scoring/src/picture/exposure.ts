import type { GreyPicture } from './grey-picture.ts';

/** How a picture's brightness is distributed. */
export interface Exposure {
  /** 0 (black) to 255 (white). */
  readonly mean: number;
  /** The standard deviation of the brightness: 0 for a plain picture. */
  readonly contrast: number;
  /** 0–1: the share of pixels that are black, and of those that are white, so that they show nothing. */
  readonly black: number;
  readonly white: number;
  /** Bits per pixel, 0–8: how much the brightness can tell at all. */
  readonly entropy: number;
}

const BLACK = 4;
const WHITE = 251;

/** Measures the brightness of a picture. All zeros for one without pixels. */
export function exposure({ luma }: GreyPicture): Exposure {
  const histogram = new Uint32Array(256);
  for (const value of luma) histogram[value] = (histogram[value] ?? 0) + 1;
  const pixels = Math.max(1, luma.length);
  let sum = 0;
  let squares = 0;
  let black = 0;
  let white = 0;
  let entropy = 0;
  histogram.forEach((count, value) => {
    if (count === 0) return;
    sum += count * value;
    squares += count * value * value;
    if (value <= BLACK) black += count;
    if (value >= WHITE) white += count;
    const share = count / pixels;
    entropy -= share * Math.log2(share);
  });
  const mean = sum / pixels;
  const variance = Math.max(0, squares / pixels - mean * mean);
  return {
    mean,
    contrast: Math.sqrt(variance),
    black: black / pixels,
    white: white / pixels,
    // -0 of a plain picture.
    entropy: entropy + 0,
  };
}
