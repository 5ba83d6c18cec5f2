import { ContentError } from '../errors/port-errors.ts';
import type { ByteRange } from '../media/media-content.ts';
import type { Files } from '../ports.ts';
import { isPrecanned, openPrecanned } from '../precanned/precanned-content.ts';
import type { SubmissionRecord } from '../store/records.ts';

/** Opens a submitted file, whole or a range of it. Throws a `ContentError` when it is missing or was deleted. */
export async function submittedContent(
  files: Files,
  { id, content_key, organization_id }: SubmissionRecord,
  range?: ByteRange,
): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  if (content_key === null) throw missing(id);
  const content = await (isPrecanned(content_key)
    ? openPrecanned(content_key)
    : files.open(content_key, organization_id, range));
  if (content === undefined) throw missing(id);
  return content;
}

function missing(id: string): ContentError {
  return new ContentError('missing', `The content of submission ${id} is missing`);
}
