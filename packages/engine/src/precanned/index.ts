import type {
  PrecannedContentType,
  PrecannedFile,
  PrecannedRequest,
} from '../media/precanned-file.ts';
import { choosePrecanned } from './choose-precanned.ts';
import { loadPrecanned } from './load-precanned.ts';

export type {
  PrecannedContentType,
  PrecannedEntry,
  PrecannedFile,
  PrecannedRequest,
} from '../media/precanned-file.ts';
export { catalog } from './generated/catalog.ts';
export { choosePrecanned, loadPrecanned };

/**
 * Returns a real file of a type, at least as large as requested: `choosePrecanned`, then `loadPrecanned`. Rejects with
 * the errors that they throw.
 */
export async function precannedMedia(
  contentType: PrecannedContentType,
  request: PrecannedRequest = {},
): Promise<PrecannedFile> {
  return loadPrecanned(choosePrecanned(contentType, request));
}
