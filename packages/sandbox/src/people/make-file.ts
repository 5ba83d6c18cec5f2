import {
  choosePrecanned,
  loadPrecanned,
  type PrecannedContentType,
  sha256Hex,
} from '@firsthandapi/engine/people';
import type { PersonFile, WorkerJob } from '../world/person.ts';
import { withNote } from './with-note.ts';

/** A file as its upload is announced, with its bytes. */
export interface MadeFile {
  readonly content_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly content: Uint8Array;
}

/** Makes what a person uploads: their own bytes, or a precanned file that differs from every other one by a note in it. */
export async function makeFile(
  readJob: () => Promise<WorkerJob>,
  { contentType, content }: PersonFile,
  note: string,
): Promise<MadeFile> {
  const job = contentType === undefined || content === undefined ? await readJob() : undefined;
  const content_type = contentType ?? job?.accepted_formats[0] ?? '';
  const bytes = content ?? withNote(content_type, await precanned(content_type, job), note);
  return { content_type, size_bytes: bytes.byteLength, sha256: sha256Hex(bytes), content: bytes };
}

async function precanned(contentType: string, job: WorkerJob | undefined): Promise<Uint8Array> {
  const { min_width: minWidth, min_height: minHeight } = job ?? {};
  const entry = choosePrecanned(contentType as PrecannedContentType, { minWidth, minHeight });
  return (await loadPrecanned(entry)).bytes;
}
