import type { Picture } from '../drawing/draw-picture.ts';

export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB, at most as many as asked for. */
  readonly colours: readonly number[];
  /** One palette index a pixel, row by row. */
  readonly indices: Uint8Array;
}

interface WeightedColour {
  readonly colour: number;
  readonly pixels: number;
}

/** Reduces a picture to at most `limit` (≤ 256) colours by median cut; exact when it has no more. */
export function toPalette({ width, height, pixels }: Picture, limit: number): IndexedPicture {
  const groups = medianCut(countColours(pixels), limit);
  const indexOf = new Map<number, number>();
  for (const [index, group] of groups.entries()) {
    for (const { colour } of group) indexOf.set(colour, index);
  }
  const indices = new Uint8Array(width * height);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    indices[pixel] = indexOf.get(colourAt(pixels, pixel)) ?? 0;
  }
  return { width, height, colours: groups.map(averageColour), indices };
}

function colourAt(pixels: Uint8Array, pixel: number): number {
  const offset = pixel * 3;
  return (
    ((pixels[offset] ?? 0) << 16) | ((pixels[offset + 1] ?? 0) << 8) | (pixels[offset + 2] ?? 0)
  );
}

function countColours(pixels: Uint8Array): WeightedColour[] {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < pixels.length / 3; pixel++) {
    const colour = colourAt(pixels, pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].map(([colour, count]) => ({ colour, pixels: count }));
}

/** Splits the group with the widest spread at its middle pixel, again and again. */
function medianCut(colours: WeightedColour[], limit: number): WeightedColour[][] {
  const groups = [colours];
  while (groups.length < limit) {
    const spreads = groups.map(widestChannel);
    const widest = spreads.reduce(
      (best, { spread }, index) => (spread > (spreads[best]?.spread ?? 0) ? index : best),
      0,
    );
    const { shift, spread } = spreads[widest] ?? { shift: 0, spread: 0 };
    if (spread === 0) break;
    groups.splice(widest, 1, ...splitAtMedian(groups[widest] ?? [], shift));
  }
  return groups;
}

/** The channel, as its bit shift, in which the group's pixels vary most. */
function widestChannel(group: WeightedColour[]): { shift: number; spread: number } {
  const total = group.reduce((sum, { pixels }) => sum + pixels, 0);
  return [16, 8, 0]
    .map((shift) => {
      const mean =
        group.reduce((sum, { colour, pixels }) => sum + channel(colour, shift) * pixels, 0) / total;
      const spread = group.reduce(
        (sum, { colour, pixels }) => sum + (channel(colour, shift) - mean) ** 2 * pixels,
        0,
      );
      return { shift, spread };
    })
    .reduce((best, candidate) => (candidate.spread > best.spread ? candidate : best));
}

function splitAtMedian(group: WeightedColour[], shift: number): WeightedColour[][] {
  const sorted = group.toSorted(
    (left, right) =>
      channel(left.colour, shift) - channel(right.colour, shift) || left.colour - right.colour,
  );
  const half = sorted.reduce((sum, { pixels }) => sum + pixels, 0) / 2;
  let [cut, seen] = [0, 0];
  while (cut < sorted.length - 1 && (cut === 0 || seen < half)) seen += sorted[cut++]?.pixels ?? 0;
  return [sorted.slice(0, cut), sorted.slice(cut)];
}

function averageColour(group: WeightedColour[]): number {
  const total = group.reduce((sum, { pixels }) => sum + pixels, 0);
  return [16, 8, 0].reduce((average, shift) => {
    const sum = group.reduce(
      (part, { colour, pixels }) => part + channel(colour, shift) * pixels,
      0,
    );
    return average | (Math.round(sum / total) << shift);
  }, 0);
}

function channel(colour: number, shift: number): number {
  return (colour >> shift) & 255;
}
