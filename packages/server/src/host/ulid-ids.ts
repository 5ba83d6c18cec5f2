import { randomFillSync } from 'node:crypto';
import type { Ids, Instant } from '@firsthandapi/engine';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;
/** Exclusive upper bound of the bytes that map to 62 characters without bias. */
const FAIR_BYTES = 248;
const POOL_BYTES = 4_096;

/**
 * Generates ids and secrets from the system's randomness. Ids are monotonic ULIDs: within a millisecond each is its
 * predecessor plus one, and they keep increasing when the clock is set back.
 */
export class UlidIds implements Ids {
  readonly #pool = Buffer.alloc(POOL_BYTES);
  #used = POOL_BYTES;
  #lastTime = 0;
  #timeText = '';
  readonly #digits = new Uint8Array(RANDOM_DIGITS);
  readonly #latestTime: () => Instant;

  /**
   * @param after Ids are greater than those of this time. Default: the beginning of time.
   * @param latestTime Returns the latest time that ids may begin with, whatever they are given. Default: any.
   */
  constructor(after: Instant = 0, latestTime: () => Instant = () => Number.POSITIVE_INFINITY) {
    this.#latestTime = latestTime;
    if (after > 0) this.#begin(after);
  }

  next(prefix: string, given: Instant): string {
    const now = Math.min(given, this.#latestTime());
    if (now > this.#lastTime) this.#begin(now);
    else this.#increment();
    let random = '';
    for (const digit of this.#digits) random += CROCKFORD[digit];
    return `${prefix}_${this.#timeText}${random}`;
  }

  secret(length: number): string {
    let text = '';
    while (text.length < length) {
      const byte = this.#randomByte();
      if (byte < FAIR_BYTES) text += BASE62[byte % 62];
    }
    return text;
  }

  #begin(now: Instant): void {
    this.#lastTime = now;
    this.#timeText = encodeTime(now);
    for (let place = 0; place < RANDOM_DIGITS; place += 1) {
      this.#digits[place] = this.#randomByte() & 31;
    }
    // Leaves room to count up: the first digit stays below its maximum.
    this.#digits[0] = (this.#digits[0] ?? 0) & 15;
  }

  #increment(): void {
    for (let place = RANDOM_DIGITS - 1; place >= 0; place -= 1) {
      const digit = this.#digits[place] ?? 0;
      if (digit < 31) {
        this.#digits[place] = digit + 1;
        return;
      }
      this.#digits[place] = 0;
    }
  }

  #randomByte(): number {
    if (this.#used === POOL_BYTES) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const byte = this.#pool[this.#used] ?? 0;
    // Secrets that were handed out must not stay in memory.
    this.#pool[this.#used] = 0;
    this.#used += 1;
    return byte;
  }
}

function encodeTime(time: number): string {
  let text = '';
  let rest = time;
  for (let place = 0; place < TIME_DIGITS; place += 1) {
    text = CROCKFORD[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
