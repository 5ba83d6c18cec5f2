import { randomBytes } from 'node:crypto';
import type { Ids, Instant } from '@firsthandapi/engine';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TIME_DIGITS = 10;
const TAIL_DIGITS = 16;

/**
 * Ids in order of creation, across processes too. A world's clock stands still while a scenario creates several objects,
 * so ids take their order from the machine's clock, which all processes share.
 */
export class OrderedIds implements Ids {
  #last = 0n;

  next(prefix: string, now: Instant): string {
    const tick = process.hrtime.bigint();
    this.#last = tick > this.#last ? tick : this.#last + 1n;
    return `${prefix}_${crockford(BigInt(now), TIME_DIGITS)}${crockford(this.#last, TAIL_DIGITS)}`;
  }

  secret(length: number): string {
    return Array.from(randomBytes(length), (byte) => BASE62[byte % BASE62.length]).join('');
  }
}

function crockford(value: bigint, digits: number): string {
  let text = '';
  for (let rest = value; text.length < digits; rest /= 32n) {
    text = `${CROCKFORD[Number(rest % 32n)]}${text}`;
  }
  return text;
}
