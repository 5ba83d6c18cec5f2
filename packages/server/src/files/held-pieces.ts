import type { UploadMemory } from './upload-memory.ts';

/** Pieces of a source that have not been sent. */
export class HeldPieces {
  readonly #memory: UploadMemory;
  pieces: Uint8Array[] = [];
  size = 0;

  constructor(memory: UploadMemory) {
    this.#memory = memory;
  }

  add(piece: Uint8Array): void {
    this.#memory.take(piece.byteLength);
    this.pieces.push(piece);
    this.size += piece.byteLength;
  }

  /** Removes the first bytes, and returns them with what frees their memory. */
  take(bytes: number): TakenPieces {
    const taken: Uint8Array[] = [];
    let missing = bytes;
    while (missing > 0) {
      const piece = this.pieces.shift();
      if (piece === undefined) break;
      taken.push(piece.subarray(0, missing));
      if (piece.byteLength > missing) this.pieces.unshift(piece.subarray(missing));
      missing -= Math.min(missing, piece.byteLength);
    }
    const size = bytes - missing;
    this.size -= size;
    return { pieces: taken, release: () => this.#memory.release(size) };
  }

  first(bytes: number): Buffer {
    const first = Buffer.alloc(bytes);
    let filled = 0;
    for (const piece of this.pieces) {
      if (filled === bytes) break;
      const part = piece.subarray(0, bytes - filled);
      first.set(part, filled);
      filled += part.byteLength;
    }
    return first.subarray(0, filled);
  }

  clear(): void {
    this.#memory.release(this.size);
    this.pieces = [];
    this.size = 0;
  }
}

/** Pieces that are being sent. */
export interface TakenPieces {
  readonly pieces: readonly Uint8Array[];
  readonly release: () => void;
}
