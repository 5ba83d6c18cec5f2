import { ApiError } from '../errors/api-error.ts';
import { ContentError, ErasedError } from '../errors/port-errors.ts';
import type { EngineRequest } from '../http/messages.ts';
import type { ByteRange } from '../media/media-content.ts';
import type { Ports } from '../ports.ts';
import { isPrecanned, openPrecanned } from '../precanned/precanned-content.ts';
import type { OpenedContent } from './content-response.ts';
import type { DownloadContext } from './download-context.ts';
import { findStoredContent, type StoredContent } from './stored-content.ts';

/** Content that cannot be read may have been deleted since its row was read. Otherwise it is not said to be deleted. */
export async function explain(
  { ports }: DownloadContext,
  { resource, content_key }: StoredContent,
  id: string,
  error: unknown,
): Promise<never> {
  if (error instanceof ErasedError) throw wasDeleted(resource.id);
  if (!(error instanceof ContentError)) throw error;
  const current = await ports.store.read((tables) => findStoredContent(tables, id));
  throw current?.content_key === content_key ? error : wasDeleted(resource.id);
}

/** Opens the content, or the range of it that was asked for. */
export async function openContent(
  { files }: Ports,
  { deadline }: EngineRequest,
  { resource, content_key, organization_id }: StoredContent,
  range: ByteRange | undefined,
): Promise<OpenedContent> {
  if (content_key === null) throw wasDeleted(resource.id);
  const content = await (isPrecanned(content_key)
    ? openPrecanned(content_key)
    : files.open(content_key, organization_id, range, deadline?.signal));
  if (content !== undefined) return content;
  throw new ContentError('missing', `The content of ${resource.type} ${resource.id} is missing`);
}

/** Returns the error for content that no longer exists. */
export function wasDeleted(id: string): ApiError {
  return new ApiError('not_found', `The content of '${id}' was deleted`);
}
