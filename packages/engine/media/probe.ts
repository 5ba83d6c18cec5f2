import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './encoding/run-tool.ts';
import type { MediaType } from './ladder.ts';

/** What is known of one file, as kept in files/probe.json. */
export interface ProbedFile {
  readonly file: string;
  readonly contentType: MediaType;
  readonly variant: number;
  readonly sizeBytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Seconds, to the millisecond; null for images. */
  readonly durationSeconds: number | null;
  /** SHA-256 of the bytes, in lower-case hex. */
  readonly sha256: string;
}

/** Decodes the file from end to end, throws when anything in it is damaged, and describes it. */
export function probeFile(
  folder: string,
  file: string,
  contentType: MediaType,
  variant: number,
): ProbedFile {
  const path = join(folder, file);
  const complaint = runTool('sh', ['-c', `ffmpeg -v error -xerror -i '${path}' -f null - 2>&1`]);
  if (complaint.length > 0) throw new Error(`${file} does not decode cleanly: ${complaint}`);
  const fields = 'stream=width,height:format=duration';
  const output = runTool('ffprobe', ['-v', 'error', '-of', 'json', '-show_entries', fields, path]);
  const { streams, format } = JSON.parse(output.toString()) as {
    streams: { width?: number; height?: number }[];
    format: { duration?: string };
  };
  const isImage = contentType.startsWith('image/');
  return {
    file,
    contentType,
    variant,
    ...digestFile(path),
    width: streams[0]?.width ?? null,
    height: streams[0]?.height ?? null,
    durationSeconds: isImage ? null : Math.round(Number(format.duration) * 1000) / 1000,
  };
}

/** Size and SHA-256 of a file as it is on disk now. */
export function digestFile(path: string): Pick<ProbedFile, 'sizeBytes' | 'sha256'> {
  const bytes = readFileSync(path);
  return {
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
