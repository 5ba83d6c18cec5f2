import type { GreyPicture } from './grey-picture.ts';

const BLOCKS = 8;

/**
 * Returns how sharp the sharpest part of a picture is: the highest variance of the Laplacian in 8 × 8 blocks. Over the whole
 * picture the variance would call a sharp object before a plain wall blurred. 0 for a plain picture or one below 3 pixels
 * in a dimension; 1,000 and more for sharp photos with a longer edge of {@link MEASURED_EDGE}.
 */
export function sharpness(picture: GreyPicture): number {
  return measuredBlocks(picture).reduce((most, { variance }) => Math.max(most, variance), 0);
}

/** A point of a picture, as shares of its width and height. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Returns the middle of the sharpest block: where the original shows best whether it is in focus. */
export function sharpestPoint(picture: GreyPicture): Point {
  const { width, height } = picture;
  let best: MeasuredBlock | undefined;
  for (const block of measuredBlocks(picture)) {
    if (best === undefined || block.variance > best.variance) best = block;
  }
  if (best === undefined) return { x: 0.5, y: 0.5 };
  return { x: (best.left + best.right) / 2 / width, y: (best.top + best.bottom) / 2 / height };
}

interface MeasuredBlock extends Block {
  readonly variance: number;
}

function measuredBlocks(picture: GreyPicture): MeasuredBlock[] {
  const { width, height } = picture;
  if (width < 3 || height < 3) return [];
  const blocks: MeasuredBlock[] = [];
  for (let row = 0; row < BLOCKS; row += 1) {
    for (let column = 0; column < BLOCKS; column += 1) {
      const block = {
        top: edge(row, height),
        bottom: edge(row + 1, height),
        left: edge(column, width),
        right: edge(column + 1, width),
      };
      const variance = blockVariance(picture, block);
      if (variance !== undefined) blocks.push({ ...block, variance });
    }
  }
  return blocks;
}

interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where a block begins; the outermost pixels have no Laplacian. */
function edge(index: number, length: number): number {
  return 1 + Math.floor((index * (length - 2)) / BLOCKS);
}

function blockVariance({ width, luma }: GreyPicture, block: Block): number | undefined {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let y = block.top; y < block.bottom; y += 1) {
    for (let x = block.left; x < block.right; x += 1) {
      const laplacian = laplacianAt(luma, y * width + x, width);
      count += 1;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  return count === 0 ? undefined : squares / count - (sum / count) ** 2;
}

function laplacianAt(luma: Uint8Array, at: number, width: number): number {
  const around =
    (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - width] ?? 0) + (luma[at + width] ?? 0);
  return around - 4 * (luma[at] ?? 0);
}
