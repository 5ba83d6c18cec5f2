/** The brands of ISO media files that are pictures; all others are sound or video. */
const PICTURE_BRANDS = new Set([
  'heic',
  'heix',
  'hevc',
  'heim',
  'heis',
  'mif1',
  'msf1',
  'avif',
  'avis',
]);

/**
 * Returns the media type that the first bytes of a file show, or undefined when they show none that jobs accept. ISO media
 * files (MP4, M4A, QuickTime) share a form, so that sound in one is told from video by its brand alone.
 *
 * @param bytes At least the first 16 bytes of the file.
 */
export function formatOf(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 16));
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF')) return riffFormat(text.slice(8, 12));
  if (text.slice(4, 8) === 'ftyp') return isoFormat(text.slice(8, 12));
  if (text.startsWith('ID3') || isMpegFrame(bytes)) return 'audio/mpeg';
  return undefined;
}

function riffFormat(form: string): string | undefined {
  if (form === 'WAVE') return 'audio/wav';
  return form === 'WEBP' ? 'image/webp' : undefined;
}

function isoFormat(brand: string): string | undefined {
  if (PICTURE_BRANDS.has(brand)) return undefined;
  if (brand === 'qt  ') return 'video/quicktime';
  return brand.startsWith('M4A') || brand.startsWith('M4B') ? 'audio/mp4' : 'video/mp4';
}

/** Eleven bits of sync, a version and a layer that exist (MPEG 1, 2 and 2.5, layer III). */
function isMpegFrame([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
}

const ISO_FORMATS: readonly string[] = ['video/mp4', 'audio/mp4', 'video/quicktime'];

/**
 * Returns whether a file with the form `found` may be declared as `declared`. Recorders write sound and video into any
 * ISO media file, whatever its brand.
 */
export function isFormat(found: string, declared: string): boolean {
  return found === declared || (ISO_FORMATS.includes(found) && ISO_FORMATS.includes(declared));
}
