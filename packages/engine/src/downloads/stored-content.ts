import { keyframeOf, keyframePicture } from '../files/keyframes.ts';
import { previewOf, showsFile } from '../files/submission-preview.ts';
import { precannedKey } from '../precanned/precanned-content.ts';
import type { Scope } from '../store/scope.ts';
import type { Tables } from '../store/store.ts';

/** The content behind a download link. */
export interface StoredContent extends Scope {
  /** The resource as named in the audit log. */
  readonly resource: { readonly type: 'file' | 'submission' | 'data_export'; readonly id: string };
  /** Null once the content was deleted. */
  readonly content_key: string | null;
  readonly content_type: string;
  readonly size_bytes: number;
  /** Changes with the bytes and only with them. */
  readonly etag: string;
}

/** Returns the content of a link's id: of a file or its keyframe, a submission or its preview, or a data export. */
export async function findStoredContent(
  tables: Tables,
  id: string,
): Promise<StoredContent | undefined> {
  const keyframe = keyframeOf(id);
  if (keyframe !== undefined) return findKeyframe(tables, keyframe);
  const previewed = previewOf(id);
  if (previewed !== undefined) return findPreview(tables, previewed);
  if (id.startsWith('exp_')) return findDataExport(tables, id);
  const type = id.startsWith('sub_') ? 'submission' : 'file';
  const media = await (type === 'file' ? tables.files.get(id) : findShown(tables, id));
  if (media === undefined) return undefined;
  const { organization_id, environment, content_key, content_type, size_bytes } = media;
  return {
    organization_id,
    environment,
    resource: { type, id },
    content_key,
    content_type,
    size_bytes,
    etag: media.content_hash,
  };
}

/** Returns a submission whose file customers get. One whose content was deleted is found, as such. */
async function findShown({ submissions }: Tables, id: string) {
  const submission = await submissions.get(id);
  if (submission === undefined) return undefined;
  return submission.content_key === null || showsFile(submission) ? submission : undefined;
}

async function findPreview({ submissions }: Tables, id: string) {
  const submission = await submissions.get(id);
  if (!submission?.preview) return undefined;
  const { organization_id, environment, preview, content_hash } = submission;
  return {
    organization_id,
    environment,
    resource: { type: 'submission', id } as const,
    ...preview,
    etag: `${content_hash}-preview`,
  };
}

async function findKeyframe(
  { files }: Tables,
  { fileId, index }: { readonly fileId: string; readonly index: number },
): Promise<StoredContent | undefined> {
  const file = await files.get(fileId);
  const picture = file && keyframePicture(file, index);
  if (file === undefined || picture === undefined) return undefined;
  return {
    organization_id: file.organization_id,
    environment: file.environment,
    resource: { type: 'file', id: fileId },
    content_key: precannedKey(picture),
    content_type: picture.contentType,
    size_bytes: picture.sizeBytes,
    etag: picture.sha256,
  };
}

async function findDataExport(
  { data_exports }: Tables,
  id: string,
): Promise<StoredContent | undefined> {
  const record = await data_exports.get(id);
  if (record === undefined || record.size_bytes === null) return undefined;
  return {
    organization_id: record.organization_id,
    environment: record.environment,
    resource: { type: 'data_export', id },
    content_key: record.content_key,
    content_type: 'application/json',
    size_bytes: record.size_bytes,
    etag: id,
  };
}
