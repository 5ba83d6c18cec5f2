import type { EngineResponse } from '../http/messages.ts';
import type { ByteRange } from '../media/media-content.ts';
import type { StoredContent } from './stored-content.ts';

/** Content as returned by the Files port. */
export type OpenedContent = Uint8Array | ReadableStream<Uint8Array>;

/** The requested part of a content: a range, a range outside of it, or undefined for all of it. */
export type WantedRange = ByteRange | 'unsatisfiable' | undefined;

/** Builds the response from the content that was opened for this range. */
export function contentResponse(
  content: StoredContent,
  opened: OpenedContent,
  wanted: WantedRange,
): EngineResponse {
  const headers = contentHeaders(content);
  const { size_bytes } = content;
  if (wanted === undefined) return { status: 200, headers, body: opened };
  if (wanted === 'unsatisfiable') {
    const unsatisfied = { 'Content-Range': `bytes */${size_bytes}`, 'Content-Length': '0' };
    return { status: 416, headers: { ...headers, ...unsatisfied }, body: null };
  }
  const { first, last } = wanted;
  const partial = {
    'Content-Range': `bytes ${first}-${last}/${size_bytes}`,
    'Content-Length': String(last - first + 1),
  };
  return { status: 206, headers: { ...headers, ...partial }, body: cutTo(wanted, opened) };
}

/** Content may have been opened whole (`Files.open`); precanned media always is. */
function cutTo({ first, last }: ByteRange, opened: OpenedContent): OpenedContent {
  const length = last - first + 1;
  if (!(opened instanceof Uint8Array) || opened.byteLength === length) return opened;
  return opened.subarray(first, last + 1);
}

function contentHeaders(content: StoredContent): Record<string, string> {
  return {
    'Content-Type': content.content_type,
    'Content-Length': String(content.size_bytes),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, immutable',
    ETag: `"${content.etag}"`,
  };
}
