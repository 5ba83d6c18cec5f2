import { UnavailableError } from '@firsthandapi/engine';

const MOST_BYTES = 256 * 1_024 * 1_024;

/** Bounds what all uploads of a process hold in memory before it is sent. */
export class UploadMemory {
  readonly #most: number;
  #held = 0;

  /** @param most In bytes. Default 256 MiB. */
  constructor(most: number = MOST_BYTES) {
    this.#most = most;
  }

  /** @throws UnavailableError when the uploads would hold more than is allowed */
  take(bytes: number): void {
    if (this.#held + bytes > this.#most) {
      throw new UnavailableError('The files cannot be used: too many are being stored at once');
    }
    this.#held += bytes;
  }

  release(bytes: number): void {
    this.#held -= bytes;
  }
}
