import type { MediaFacts } from './media-facts.ts';
import { readIsoMedia } from './read-iso-media.ts';
import { readText } from './read-text.ts';

/** Identifies a file by its magic number and reads its headers. Throws when the format is unknown. */
export function readMediaFacts(bytes: Uint8Array): MediaFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (readText(bytes, 1, 3) === 'PNG') return readPng(view);
  if (view.getUint16(0) === 0xffd8) return readJpeg(view);
  if (readText(bytes, 8, 4) === 'WEBP') return readWebp(bytes, view);
  if (readText(bytes, 8, 4) === 'WAVE') return readWav(bytes, view);
  if (readText(bytes, 4, 4) === 'ftyp') return readIsoMedia(bytes);
  if (view.getUint16(0) >>> 5 === 0x7ff) return readMp3(view);
  throw new Error('No known magic number.');
}

function image(contentType: string, width: number, height: number): MediaFacts {
  return { contentType, width, height, durationSeconds: null };
}

function readPng(view: DataView): MediaFacts {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) {
    throw new Error('The PNG signature is damaged.');
  }
  return image('image/png', view.getUint32(16), view.getUint32(20));
}

function readJpeg(view: DataView): MediaFacts {
  if (view.getUint16(view.byteLength - 2) !== 0xffd9) throw new Error('The JPEG has no end.');
  let offset = 2;
  while (offset < view.byteLength) {
    const marker = view.getUint16(offset);
    // Start of frame: baseline, extended or progressive.
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return image('image/jpeg', view.getUint16(offset + 7), view.getUint16(offset + 5));
    }
    offset += 2 + view.getUint16(offset + 2);
  }
  throw new Error('The JPEG has no frame.');
}

function readWebp(bytes: Uint8Array, view: DataView): MediaFacts {
  if (view.getUint32(4, true) + 8 !== bytes.length) throw new Error('The WebP is cut short.');
  const kind = readText(bytes, 12, 4);
  if (kind === 'VP8 ' && readText(bytes, 23, 3) === '\x9d\x01\x2a') {
    const mask = 0x3fff;
    return image('image/webp', view.getUint16(26, true) & mask, view.getUint16(28, true) & mask);
  }
  if (kind === 'VP8L' && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true);
    return image('image/webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  throw new Error(`A WebP of an unknown kind: ${kind}.`);
}

function readWav(bytes: Uint8Array, view: DataView): MediaFacts {
  if (view.getUint32(4, true) + 8 !== bytes.length) throw new Error('The WAV is cut short.');
  let offset = 12;
  let bytesPerSecond = 0;
  while (offset < bytes.length) {
    const kind = readText(bytes, offset, 4);
    const size = view.getUint32(offset + 4, true);
    if (kind === 'fmt ') bytesPerSecond = view.getUint32(offset + 16, true);
    if (kind === 'data') {
      const durationSeconds = size / bytesPerSecond;
      return { contentType: 'audio/wav', width: null, height: null, durationSeconds };
    }
    offset += 8 + size + (size % 2);
  }
  throw new Error('The WAV has no samples.');
}

/** Kilobits a second of MPEG-2 layer III, by the header's index. */
const mp3BitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const mp3SampleRates = [22_050, 24_000, 16_000];
const mp3SamplesPerFrame = 576;

function readMp3(view: DataView): MediaFacts {
  let offset = 0;
  let durationSeconds = 0;
  while (offset < view.byteLength) {
    const header = view.getUint32(offset);
    // Synchronisation, MPEG-2, layer III, no checksum.
    if (header >>> 16 !== 0xfff3) throw new Error(`No MP3 frame at ${offset}.`);
    const bitRate = (mp3BitRates[(header >>> 12) & 15] ?? 0) * 1000;
    const sampleRate = mp3SampleRates[(header >>> 10) & 3] ?? 0;
    const padding = (header >>> 9) & 1;
    offset += Math.floor((mp3SamplesPerFrame * bitRate) / 8 / sampleRate) + padding;
    durationSeconds += mp3SamplesPerFrame / sampleRate;
  }
  if (offset !== view.byteLength) throw new Error('The last MP3 frame is cut short.');
  return { contentType: 'audio/mpeg', width: null, height: null, durationSeconds };
}
