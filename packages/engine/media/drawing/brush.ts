export type Colour = readonly [red: number, green: number, blue: number];

/** How a scene is coloured. */
export interface Finish {
  /**
   * Hard edges and no gradients: so few colours that even a very large picture compresses to
   * almost nothing.
   */
  readonly isFlat: boolean;
  /** Steps in a gradient; with few of them a palette can hold the picture. */
  readonly shades: number;
}

/**
 * Lays shapes over one pixel, back to front. A shape is a signed distance (negative inside), in
 * the scene's unit; `pixelSize` is the edge of a pixel in that unit, so that a shape's edge
 * blends over about one pixel, unless the finish is flat.
 */
export class Brush {
  red = 0;
  green = 0;
  blue = 0;
  readonly pixelSize: number;
  readonly finish: Finish;

  constructor(pixelSize: number, finish: Finish) {
    this.pixelSize = pixelSize;
    this.finish = finish;
  }

  /** Paints `colour` where `distance` is negative. */
  fill(distance: number, colour: Colour, opacity = 1): void {
    if (this.finish.isFlat) {
      if (distance < 0 && opacity >= 0.5) this.#mix(colour, 1);
      return;
    }
    const coverage = 0.5 - distance / this.pixelSize;
    if (coverage <= 0) return;
    this.#mix(colour, Math.min(coverage, 1) * opacity);
  }

  /** The colour a share `amount` (0–1) of the way from `from` to `to`; `from` when flat. */
  gradient(from: Colour, to: Colour, amount: number): Colour {
    const { isFlat, shades } = this.finish;
    if (isFlat) return from;
    const share = Math.round(Math.min(Math.max(amount, 0), 1) * shades) / shades;
    return [
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
      from[2] + (to[2] - from[2]) * share,
    ];
  }

  #mix([red, green, blue]: Colour, amount: number): void {
    this.red += (red - this.red) * amount;
    this.green += (green - this.green) * amount;
    this.blue += (blue - this.blue) * amount;
  }
}
