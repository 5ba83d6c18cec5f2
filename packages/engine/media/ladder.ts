import type { AudioType } from './encoding/encode-audio.ts';
import type { ImageType } from './encoding/encode-image.ts';

export type VideoType = 'video/mp4' | 'video/quicktime';
export type MediaType = ImageType | AudioType | VideoType;

/** One step of a ladder of sizes: the pictures a job's minimum size is answered from. */
export interface Rung {
  readonly width: number;
  readonly height: number;
  /** How many different pictures there are at this size. */
  readonly variants: number;
  /** Drawn in flat colours with hard edges, and, in a video, standing still. */
  readonly isFlat: boolean;
  /** Drawn at this fraction of the size; each drawn pixel becomes a square. */
  readonly magnification: number;
}

export const extensions: Readonly<Record<MediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
};

export const imageTypes: readonly ImageType[] = ['image/jpeg', 'image/png', 'image/webp'];
export const audioTypes: readonly AudioType[] = ['audio/mpeg', 'audio/wav', 'audio/mp4'];
export const videoTypes: readonly VideoType[] = ['video/mp4', 'video/quicktime'];

export const imageRungs: readonly Rung[] = [
  { width: 1024, height: 768, variants: 3, isFlat: false, magnification: 1 },
  { width: 2048, height: 2048, variants: 1, isFlat: true, magnification: 1 },
  { width: 4096, height: 4096, variants: 1, isFlat: true, magnification: 8 },
  { width: 8192, height: 8192, variants: 1, isFlat: true, magnification: 8 },
];

/**
 * 8192×4352, either way up, is the largest frame of H.264's highest level, 6.2. The square beyond
 * it exceeds every level; software decoders take it, hardware ones may not.
 */
export const videoRungs: readonly Rung[] = [
  { width: 1024, height: 768, variants: 1, isFlat: false, magnification: 1 },
  { width: 2048, height: 2048, variants: 1, isFlat: true, magnification: 2 },
  { width: 4096, height: 4096, variants: 1, isFlat: true, magnification: 16 },
  { width: 8192, height: 4352, variants: 1, isFlat: true, magnification: 16 },
  { width: 4352, height: 8192, variants: 1, isFlat: true, magnification: 16 },
  { width: 8192, height: 8192, variants: 1, isFlat: true, magnification: 16 },
];

/** The file's place in `files/`: `image-jpeg-1024x768-0.jpg`, `audio-wav-melody-0.wav`. */
export function fileName(type: MediaType, rung: Rung | null, variant: number): string {
  const size = rung ? `${rung.width}x${rung.height}` : 'melody';
  return `${type.replace('/', '-')}-${size}-${variant}.${extensions[type]}`;
}
