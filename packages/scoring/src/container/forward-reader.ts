/** Enough that pieces of any size are put together rarely. */
const FILLED_BYTES = 65_536;
const NOTHING = new Uint8Array();
const EMPTY_VIEW: DataView = new DataView(NOTHING.buffer);

/**
 * Reads a file from its beginning to its end, and never goes back: however it is damaged, reading it takes no longer than its
 * length does. Call `fill` before the bytes are looked at.
 */
export class ForwardReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #bytes: Uint8Array = NOTHING;
  #view = EMPTY_VIEW;
  #at = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Whether the next `length` bytes can be looked at without waiting. */
  has(length: number): boolean {
    return this.#bytes.length - this.#at >= length;
  }

  /** Reads on until the next `length` bytes can be looked at. Returns false when the file ends before. */
  async fill(length: number): Promise<boolean> {
    if (this.has(length)) return true;
    const pieces = [this.#bytes.subarray(this.#at)];
    let size = pieces[0]?.length ?? 0;
    while (size < Math.max(length, FILLED_BYTES)) {
      const { done, value } = await this.#pieces.next();
      if (done) break;
      pieces.push(value);
      size += value.length;
    }
    this.#hold(pieces.length === 2 && pieces[0]?.length === 0 ? pieces[1] : joined(pieces, size));
    return this.has(length);
  }

  /** Goes on by `length` bytes, which need not be filled. Returns false when the file ends before. */
  async skip(length: number): Promise<boolean> {
    let left = length - (this.#bytes.length - this.#at);
    if (left <= 0) {
      this.#at += length;
      return true;
    }
    for (;;) {
      const { done, value } = await this.#pieces.next();
      if (done) {
        this.#hold(NOTHING);
        return false;
      }
      if (value.length >= left) {
        this.#hold(value);
        this.#at = left;
        return true;
      }
      left -= value.length;
    }
  }

  /** Goes on by bytes that are filled. */
  pass(length: number): void {
    this.#at += length;
  }

  uint8(offset: number): number {
    return this.#view.getUint8(this.#at + offset);
  }

  uint16(offset: number): number {
    return this.#view.getUint16(this.#at + offset);
  }

  int16(offset: number): number {
    return this.#view.getInt16(this.#at + offset);
  }

  uint32(offset: number): number {
    return this.#view.getUint32(this.#at + offset);
  }

  /** Exact up to 2^53, which is more than any file has. */
  uint64(offset: number): number {
    return Number(this.#view.getBigUint64(this.#at + offset));
  }

  /** One character a byte. */
  text(offset: number, length: number): string {
    const at = this.#at + offset;
    return String.fromCharCode(...this.#bytes.subarray(at, at + length));
  }

  /** An unsigned number of `width` bytes, up to eight. */
  uint(offset: number, width: number): number {
    let value = 0;
    for (let index = 0; index < width; index += 1) value = value * 256 + this.uint8(offset + index);
    return value;
  }

  float(offset: number, width: number): number {
    const at = this.#at + offset;
    return width === 4 ? this.#view.getFloat32(at) : this.#view.getFloat64(at);
  }

  /** The rest need not be read. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  #hold(bytes: Uint8Array = NOTHING): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = 0;
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
