/** What decoding a media file shows about it. */
export interface MediaContent {
  readonly content_type: string;
  readonly size_bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_seconds: number | null;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly content_hash: string;
}

/** An uploaded file, stored under its key in the Files port. */
export interface Upload extends MediaContent {
  readonly content_key: string;
  readonly captured_at: number | null;
}

/** A range of a file's bytes, from `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}
