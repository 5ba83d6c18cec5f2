import type { CaptureKind } from '../outbox/outbox-item.ts';

/** Returns what a job asks for, by the first media type that it accepts. */
export function captureKind(formats: readonly string[]): CaptureKind {
  const [family] = (formats[0] ?? 'image/').split('/');
  if (family === 'audio') return 'audio';
  return family === 'video' ? 'video' : 'photo';
}

/** "JPEG or PNG": the formats as a person knows them. */
export function formatNames(formats: readonly string[], language: string): string {
  const names = formats.map((format) => NAMES[format] ?? format);
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

const NAMES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'audio/mpeg': 'MP3',
  'audio/wav': 'WAV',
  'audio/mp4': 'M4A',
  'video/mp4': 'MP4',
  'video/quicktime': 'MOV',
};
