import type { EngineResponse } from '../http.ts';
import { byteRange } from './byte-range.ts';
import type { StoredContent } from './stored-content.ts';

/** Content as a Files port opens it. */
export type OpenedContent = Uint8Array | ReadableStream<Uint8Array>;

/** The bytes, whole or the range that was asked for. Ranges need bytes at hand, so streamed content has none. */
export function contentResponse(
  content: StoredContent,
  opened: OpenedContent,
  range: string | null,
): EngineResponse {
  const headers = contentHeaders(content, opened instanceof Uint8Array);
  if (!(opened instanceof Uint8Array)) return { status: 200, headers, body: opened };
  const wanted = byteRange(range, opened.byteLength);
  if (wanted === undefined) return { status: 200, headers, body: opened };
  if (wanted === 'unsatisfiable') {
    const unsatisfied = { 'Content-Range': `bytes */${opened.byteLength}`, 'Content-Length': '0' };
    return { status: 416, headers: { ...headers, ...unsatisfied }, body: null };
  }
  const part = opened.subarray(wanted.first, wanted.last + 1);
  const partial = {
    'Content-Range': `bytes ${wanted.first}-${wanted.last}/${opened.byteLength}`,
    'Content-Length': String(part.byteLength),
  };
  return { status: 206, headers: { ...headers, ...partial }, body: part };
}

function contentHeaders(content: StoredContent, hasRanges: boolean): Record<string, string> {
  return {
    'Content-Type': content.content_type,
    'Content-Length': String(content.size_bytes),
    'Accept-Ranges': hasRanges ? 'bytes' : 'none',
    'Cache-Control': 'private, immutable',
    ETag: `"${content.etag}"`,
  };
}
