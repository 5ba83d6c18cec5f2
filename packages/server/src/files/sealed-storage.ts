/** A sealed file that exists. Nothing of it is held open until it is read. */
export interface FoundFile {
  readonly name: string;
  /** Opens it for reading. Rejects with a `ContentError` when it has been deleted since. */
  open(): Promise<OpenFile>;
}

/** A sealed file that is being read. What was opened stays the same, even when it is replaced meanwhile. */
export interface OpenFile {
  readonly size: number;
  /** Yields the bytes from `start` to `end`, `end` excluded, in pieces of any size. Ends early where the file ends. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Where sealed files lie: a folder or a bucket. It gets and returns sealed bytes only. A file's name is that of an archive's
 * entry: two hex digits, a slash, and more of them. Methods throw an `UnavailableError` when the storage is at fault, such as a full
 * disk or a lost bucket: then nothing is known about a file, and it must not look deleted.
 */
export interface SealedStorage {
  /** Stores a file as it arrives, durably, and replaces an earlier one. Nothing is stored when the source fails. */
  write(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void>;
  /**
   * Returns the file under the first of the names that has one; undefined when none has.
   *
   * @param signal Ends the search.
   */
  find(names: readonly string[], signal?: AbortSignal): Promise<FoundFile | undefined>;
  /** Deletes the files under these names, as far as they exist. */
  delete(names: readonly string[]): Promise<void>;
  /** Renames a file, and returns false when there is none. A reader finds it under one name or the other. */
  rename(from: string, to: string): Promise<boolean>;
  /** Yields the names of all files, in no particular order. */
  list(): AsyncIterable<string>;
  /** Removes what killed processes have not finished writing, unless another may still be writing it. Returns how many. */
  removeAbandoned(now: number): Promise<number>;
  /** Closes what is open but idle, such as connections. */
  close(): void;
}
