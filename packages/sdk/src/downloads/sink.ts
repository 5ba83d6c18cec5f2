import type { Bytes } from './download-target.ts';

/** Collects the bytes of a download, over several attempts if need be. */
export interface Sink<Result> {
  write(bytes: Bytes): unknown;
  /** Forgets what was written. */
  reset(): unknown;
  /** Completes the download; nothing is written after it. */
  finish(): Promise<Result>;
  /** Removes what was written, because the download failed; never rejects. */
  discard(): Promise<void>;
}

/** Collects bytes in memory. */
export function createMemorySink(): Sink<Bytes> {
  let chunks: Bytes[] = [];
  return {
    write: (bytes) => chunks.push(bytes),
    async finish() {
      return new Uint8Array(await new Blob(chunks).arrayBuffer());
    },
    async discard() {},
    reset() {
      chunks = [];
    },
  };
}
