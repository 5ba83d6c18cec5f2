import type { GreyPicture } from '../picture/grey-picture.ts';

/**
 * Draws a scene that is different for every seed: a ground with a gradient, some discs and bars with sharp edges, and a
 * little of the noise that every camera adds.
 */
export function drawScene(seed: number, width = 512, height = 384): GreyPicture {
  const random = randomFrom(seed);
  const luma = new Float64Array(width * height);
  const ground = 60 + random() * 100;
  const slope = random() * 40;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) luma[y * width + x] = ground + (slope * x) / width;
  }
  const shapes = 12 + Math.floor(random() * 12);
  for (let shape = 0; shape < shapes; shape += 1) {
    const [x, y] = [random() * width, random() * height];
    const size = (0.04 + random() * 0.1) * width;
    const shade = random() * 255;
    const isDisc = random() < 0.5;
    for (let row = Math.max(0, Math.floor(y - size)); row < Math.min(height, y + size); row += 1) {
      for (
        let column = Math.max(0, Math.floor(x - size));
        column < Math.min(width, x + size);
        column += 1
      ) {
        if (isDisc && (column - x) ** 2 + (row - y) ** 2 > size ** 2) continue;
        luma[row * width + column] = shade;
      }
    }
  }
  return picture(
    width,
    height,
    luma.map((value) => value + (random() - 0.5) * 4),
  );
}

/** Blurs with a Gaussian of `sigma` pixels. */
export function blur({ width, height, luma }: GreyPicture, sigma: number): GreyPicture {
  const across = blurLines(luma, { lines: height, from: width, length: width, step: 1 }, sigma);
  const down = blurLines(across, { lines: width, from: 1, length: height, step: width }, sigma);
  return picture(width, height, down);
}

/** Lines of pixels: line `n` begins at `n * from`, and its pixels are `step` apart. */
interface Lines {
  readonly lines: number;
  readonly from: number;
  readonly length: number;
  readonly step: number;
}

function blurLines(
  values: ArrayLike<number>,
  { lines, from, length, step }: Lines,
  sigma: number,
): Float64Array {
  const radius = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, index) =>
    Math.exp(-((index - radius) ** 2) / (2 * sigma ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const blurred = new Float64Array(values.length);
  for (let line = 0; line < lines; line += 1) {
    for (let at = 0; at < length; at += 1) {
      let sum = 0;
      for (let index = 0; index < weights.length; index += 1) {
        const other = Math.min(length - 1, Math.max(0, at + index - radius));
        sum += (weights[index] ?? 0) * (values[line * from + other * step] ?? 0);
      }
      blurred[line * from + at * step] = sum / total;
    }
  }
  return blurred;
}

/** Multiplies the light by 2 to the power of `stops`, as a wrong exposure does. */
export function expose({ width, height, luma }: GreyPicture, stops: number): GreyPicture {
  return picture(
    width,
    height,
    Float64Array.from(luma, (value) => value * 2 ** stops),
  );
}

function picture(width: number, height: number, values: Float64Array): GreyPicture {
  return { width, height, luma: Uint8ClampedArray.from(values) as unknown as Uint8Array };
}

/** Returns numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
