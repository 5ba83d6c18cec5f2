import type { MediaFacts } from './media-facts.ts';
import { readText } from './read-text.ts';

const contentTypeByBrand: Readonly<Record<string, string>> = {
  'qt  ': 'video/quicktime',
  'M4A ': 'audio/mp4',
  isom: 'video/mp4',
};

/** Reads the boxes of an MP4 or QuickTime file: its brand, its duration, its first track's size. */
export function readIsoMedia(bytes: Uint8Array): MediaFacts {
  const boxes = listBoxes(bytes);
  const end = boxes.reduce((sum, box) => sum + box.size, 0);
  if (end !== bytes.length) throw new Error('A box reaches beyond the end of the file.');
  const brand = readText(findBox(boxes, 'ftyp'), 0, 4);
  const contentType = contentTypeByBrand[brand] ?? `unknown brand ${brand}`;
  const movie = listBoxes(findBox(boxes, 'moov'));
  const movieHeader = toView(findBox(movie, 'mvhd'));
  const durationSeconds = movieHeader.getUint32(16) / movieHeader.getUint32(12);
  const track = toView(findBox(listBoxes(findBox(movie, 'trak')), 'tkhd'));
  if (contentType === 'audio/mp4') {
    return { contentType, width: null, height: null, durationSeconds };
  }
  // Sixteen bits before the binary point, sixteen after it.
  const [width, height] = [track.getUint16(76), track.getUint16(80)];
  return { contentType, width, height, durationSeconds };
}

interface Box {
  readonly type: string;
  readonly size: number;
  readonly content: Uint8Array;
}

function listBoxes(bytes: Uint8Array): Box[] {
  const boxes: Box[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const size = toView(bytes).getUint32(offset);
    if (size < 8) throw new Error(`A box of impossible size at ${offset}.`);
    const content = bytes.subarray(offset + 8, offset + size);
    boxes.push({ type: readText(bytes, offset + 4, 4), size, content });
    offset += size;
  }
  return boxes;
}

function findBox(boxes: readonly Box[], type: string): Uint8Array {
  const box = boxes.find((candidate) => candidate.type === type);
  if (!box) throw new Error(`There is no ${type} box.`);
  return box.content;
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
