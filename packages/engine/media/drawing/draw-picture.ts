import { Brush, type Finish } from './brush.ts';
import { paintCoffeeScene, type ScenePalette } from './coffee-scene.ts';

/** Rows of red, green, blue bytes, top to bottom, without padding. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export interface DrawingRequest {
  readonly width: number;
  readonly height: number;
  readonly palette: ScenePalette;
  readonly finish: Finish;
  /** Position within the steam's loop, 0–1. */
  readonly moment: number;
}

/** Draws the coffee scene, whole, centred and undistorted, at any size. */
export function drawPicture(request: DrawingRequest): Picture {
  const { width, height, palette, finish, moment } = request;
  const scale = Math.min((width * 3) / 4, height);
  const brush = new Brush(1 / scale, finish);
  const pixels = new Uint8Array(width * height * 3);
  let offset = 0;
  for (let row = 0; row < height; row++) {
    const y = (row + 0.5 - height / 2) / scale;
    for (let column = 0; column < width; column++) {
      paintCoffeeScene(brush, (column + 0.5 - width / 2) / scale, y, palette, moment);
      pixels[offset++] = Math.round(brush.red);
      pixels[offset++] = Math.round(brush.green);
      pixels[offset++] = Math.round(brush.blue);
    }
  }
  return { width, height, pixels };
}

/** The picture with every pixel repeated into a square of `factor` × `factor`. */
export function magnify({ width, height, pixels }: Picture, factor: number): Picture {
  if (factor === 1) return { width, height, pixels };
  const rowBytes = width * factor * 3;
  const magnified = new Uint8Array(rowBytes * height * factor);
  for (let row = 0; row < height; row++) {
    const start = row * factor * rowBytes;
    for (let column = 0; column < width; column++) {
      const offset = (row * width + column) * 3;
      const from = start + column * factor * 3;
      for (let repeat = 0; repeat < factor; repeat++) {
        magnified.set(pixels.subarray(offset, offset + 3), from + repeat * 3);
      }
    }
    for (let repeat = 1; repeat < factor; repeat++) {
      magnified.copyWithin(start + repeat * rowBytes, start, start + rowBytes);
    }
  }
  return { width: width * factor, height: height * factor, pixels: magnified };
}
