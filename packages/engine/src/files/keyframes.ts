import type { Keyframe } from '@firsthandapi/spec';
import { choosePrecanned, type PrecannedEntry } from '../precanned/index.ts';
import { isPrecanned } from '../precanned/precanned-content.ts';
import type { FileRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { signedUrl } from './signed-url.ts';
import { keyframeTimes } from './synthetic-annotations.ts';

const KEYFRAME_PATH = /^(file_[0-9A-Z]+)\/keyframes\/(\d{1,4})$/;

/** Whether the file's annotations are simulated. */
export function isSimulated({ content_key }: Pick<FileRecord, 'content_key'>): boolean {
  return content_key !== null && isPrecanned(content_key);
}

/** Returns the stills of a simulated video, each with a signed link; null for any other file. */
export function presentKeyframes(
  work: Pick<Work, 'ports' | 'settings'>,
  file: FileRecord,
): Keyframe[] | null {
  if (!isSimulated(file) || !file.content_type.startsWith('video/')) return null;
  return keyframeTimes(file).map((at_seconds, index) => ({
    at_seconds,
    image_url: signedUrl(work, `${file.id}/keyframes/${index}`, file.url_expires_at),
  }));
}

/** Parses a keyframe's id, or returns undefined when it is not one. */
export function keyframeOf(
  id: string,
): { readonly fileId: string; readonly index: number } | undefined {
  const [, fileId, index] = KEYFRAME_PATH.exec(id) ?? [];
  return fileId === undefined ? undefined : { fileId, index: Number(index) };
}

/** Returns the precanned picture of a keyframe, at least as large as the video, or undefined when there is none. */
export function keyframePicture(file: FileRecord, index: number): PrecannedEntry | undefined {
  const isKeyframe = isSimulated(file) && file.content_type.startsWith('video/');
  if (!isKeyframe || index >= keyframeTimes(file).length) return undefined;
  const { width, height } = file;
  return choosePrecanned('image/jpeg', { minWidth: width, minHeight: height, variant: 0 });
}
