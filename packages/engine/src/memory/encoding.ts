import type { Random } from './random.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Encodes an integer in Crockford's base 32, as in ULIDs, padded to `length`. */
export function encodeCrockford(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let digit = 0; digit < length; digit += 1) {
    text = CROCKFORD[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

export function encodeBase62(random: Random, length: number): string {
  let text = '';
  for (let digit = 0; digit < length; digit += 1) text += BASE62[Math.floor(random() * 62)];
  return text;
}
