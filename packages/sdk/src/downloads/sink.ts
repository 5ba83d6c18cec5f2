import type { Bytes } from './download-target.ts';

/** Collects the bytes of a download, over several attempts if need be. */
export interface Sink<Result> {
  write(bytes: Bytes): unknown;
  /** Forgets what was written. */
  reset(): unknown;
  /** Completes the download of that many bytes; nothing is written after it. */
  finish(size: number): Result | Promise<Result>;
  /** Removes what was written, because the download failed; never rejects. */
  discard?(): Promise<void>;
}

/** Collects bytes in memory. Not in a `Blob`: that of jsdom 26 and before cannot be read. */
export function createMemorySink(): Sink<Bytes> {
  let chunks: Bytes[] = [];
  return {
    write: (bytes) => chunks.push(bytes),
    finish(size) {
      const whole = new Uint8Array(size);
      let offset = 0;
      for (const chunk of chunks) {
        whole.set(chunk, offset);
        offset += chunk.length;
      }
      return whole;
    },
    reset() {
      chunks = [];
    },
  };
}
