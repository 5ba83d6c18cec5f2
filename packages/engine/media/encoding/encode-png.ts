import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from '../drawing/draw-picture.ts';
import { type IndexedPicture, toPalette } from './palette.ts';

/** Enough for the scene with few shades in its gradients, soft edges included. */
const maximumColours = 32;

/** Encodes a picture as a palette PNG with 1, 2, 4 or 8 bits a pixel and no ancillary chunks. */
export function encodePng(picture: Picture): Uint8Array {
  const indexed = toPalette(picture, maximumColours);
  const bits = [1, 2, 4, 8].find((candidate) => indexed.colours.length <= 1 << candidate) ?? 8;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.set([bits, 3], 8);
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Uint8Array.from(indexed.colours.flatMap((colour) => [colour >> 16, colour >> 8, colour])),
    ),
    chunk('IDAT', compressRows(packRows(indexed, bits))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function packRows({ width, height, indices }: IndexedPicture, bits: number): Uint8Array[] {
  const perByte = 8 / bits;
  return Array.from({ length: height }, (_, row) => {
    const packed = new Uint8Array(Math.ceil(width / perByte));
    for (let column = 0; column < width; column++) {
      const index = indices[row * width + column] ?? 0;
      const slot = Math.floor(column / perByte);
      packed[slot] = (packed[slot] ?? 0) | (index << (8 - bits * ((column % perByte) + 1)));
    }
    return packed;
  });
}

/** Deflates the rows unfiltered and filtered by the row above, and keeps the smaller result. */
function compressRows(rows: Uint8Array[]): Uint8Array {
  const unfiltered = rows.map((row) => Buffer.concat([Uint8Array.of(0), row]));
  const filtered = rows.map((row, number) => {
    const above = rows[number - 1];
    const differences = row.map((value, column) => value - (above?.[column] ?? 0));
    return Buffer.concat([Uint8Array.of(2), differences]);
  });
  return [unfiltered, filtered]
    .map((candidate) => deflateSync(Buffer.concat(candidate), { level: 9, memLevel: 9 }))
    .reduce((smallest, candidate) => (candidate.length < smallest.length ? candidate : smallest));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
