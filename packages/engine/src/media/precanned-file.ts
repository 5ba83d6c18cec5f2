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

/** What is known of a precanned file without its bytes; all of it is exact (Contract §6). */
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

/** The bytes of a file as a generated module carries them. */
export interface PrecannedPayload {
  /** `deflate` (the zlib format) where that saves room, else `none`. */
  readonly compression: 'deflate' | 'none';
  readonly base64: string;
}

/** What to look for among the precanned files. */
export interface PrecannedRequest {
  /** Least width in pixels, 1–8,192; none by default. Audio has no pixels and ignores it. */
  readonly minWidth?: number | null | undefined;
  /** Least height in pixels, 1–8,192; none by default. Audio has no pixels and ignores it. */
  readonly minHeight?: number | null | undefined;
  /**
   * Any whole number from 0; the variants there are take turns. Default 0. Give successive files
   * successive numbers and they do not all look alike.
   */
  readonly variant?: number | undefined;
}
