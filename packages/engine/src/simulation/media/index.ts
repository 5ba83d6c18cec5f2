import { choosePrecanned } from './choose-precanned.ts';
import { loadPrecanned } from './load-precanned.ts';
import type { PrecannedContentType, PrecannedFile, PrecannedRequest } from './precanned-file.ts';

export { catalog } from './generated/catalog.ts';
export type {
  PrecannedContentType,
  PrecannedEntry,
  PrecannedFile,
  PrecannedRequest,
} from './precanned-file.ts';
export { choosePrecanned, loadPrecanned };

/**
 * A real file of a type, no smaller than asked: `choosePrecanned`, then `loadPrecanned`. Rejects
 * with what they throw.
 */
export async function precannedMedia(
  contentType: PrecannedContentType,
  request: PrecannedRequest = {},
): Promise<PrecannedFile> {
  return loadPrecanned(choosePrecanned(contentType, request));
}
