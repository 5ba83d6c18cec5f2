/** The brightness of a picture's pixels, row by row: 0 is black, 255 is white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** `width * height` values. */
  readonly luma: Uint8Array;
}

/** The length of the longer edge, in pixels, at which pictures are measured, so that cameras are comparable. */
export const MEASURED_EDGE = 512;

/**
 * Returns the brightness of RGBA pixels (BT.601), as a canvas or a decoder has them.
 *
 * @throws {RangeError} When `rgba` does not hold `width * height` pixels.
 */
export function greyPicture(
  rgba: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): GreyPicture {
  if (rgba.length !== width * height * 4) {
    throw new RangeError(`rgba has ${rgba.length} bytes, not ${width} × ${height} pixels of 4`);
  }
  const luma = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel += 1, at += 4) {
    const [red = 0, green = 0, blue = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
    luma[pixel] = (77 * red + 150 * green + 29 * blue) >> 8;
  }
  return { width, height, luma };
}

/** Returns the picture with a longer edge of at most `longestEdge` pixels, by averaging areas. Never enlarges. */
export function shrink(picture: GreyPicture, longestEdge: number): GreyPicture {
  const { width, height } = picture;
  const scale = Math.max(width, height) / longestEdge;
  if (scale <= 1) return picture;
  const [across, down] = [width, height].map((edge) => Math.max(1, Math.round(edge / scale)));
  return scaled(picture, across ?? 1, down ?? 1);
}

/** Returns the picture with other edges, whatever that does to its proportions, by averaging areas. */
export function scaled(
  { width, height, luma }: GreyPicture,
  across: number,
  down: number,
): GreyPicture {
  const result = new Uint8Array(across * down);
  for (let row = 0; row < down; row += 1) {
    const [top, bottom] = area(row, height, down);
    for (let column = 0; column < across; column += 1) {
      const [left, right] = area(column, width, across);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) sum += luma[y * width + x] ?? 0;
      }
      const pixels = (bottom - top) * (right - left);
      result[row * across + column] = Math.round(sum / pixels);
    }
  }
  return { width: across, height: down, luma: result };
}

/** The rows (or columns) of the larger picture that one of the smaller stands for. */
function area(index: number, from: number, to: number): readonly [number, number] {
  const start = Math.floor((index * from) / to);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * from) / to))];
}
