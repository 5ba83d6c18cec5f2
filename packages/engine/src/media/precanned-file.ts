/** A media type that a job's `accepted_formats` may name (Contract §4). */
export type PrecannedContentType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'audio/mpeg'
  | 'audio/wav'
  | 'audio/mp4'
  | 'video/mp4'
  | 'video/quicktime';

/** The facts about a precanned file, without its bytes; all of them exact (Contract §6). */
export interface PrecannedEntry {
  /** The generated module that holds the bytes of this and its sibling variants. */
  readonly module: string;
  /** Position among the different pictures of the same type and size, from 0. */
  readonly variant: number;
  readonly contentType: PrecannedContentType;
  readonly sizeBytes: number;
  /** Pixels; null for audio. */
  readonly width: number | null;
  /** Pixels; null for audio. */
  readonly height: number | null;
  /** Seconds, to the millisecond; null for images. */
  readonly durationSeconds: number | null;
  /** SHA-256 of the bytes, in lower-case hex. */
  readonly sha256: string;
}

/** A precanned file with its bytes. */
export interface PrecannedFile extends Omit<PrecannedEntry, 'module' | 'variant'> {
  /** The whole file. Shared between callers: copy before writing to it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file's bytes as a generated module contains them. */
export interface PrecannedPayload {
  /** `deflate` (the zlib format) where that saves space, otherwise `none`. */
  readonly compression: 'deflate' | 'none';
  readonly base64: string;
}

/** Requirements on a precanned file. */
export interface PrecannedRequest {
  /** Minimum width in pixels, 1–8,192; none by default. Ignored for audio. */
  readonly minWidth?: number | null | undefined;
  /** Minimum height in pixels, 1–8,192; none by default. Ignored for audio. */
  readonly minHeight?: number | null | undefined;
  /**
   * A non-negative integer; the available variants alternate. Default 0. Successive numbers give successive files
   * different pictures.
   */
  readonly variant?: number | undefined;
}
