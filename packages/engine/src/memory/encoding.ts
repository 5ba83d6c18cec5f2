import type { Random } from './random.ts';

const CROCKFORD = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
/** Every pair of digits: ids are made for every row, and a pair at a time takes half as many steps. */
const PAIRS = CROCKFORD.flatMap((first) => CROCKFORD.map((second) => first + second));
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Encodes an integer in Crockford's base 32, as in ULIDs, padded to `length`, an even number of digits. */
export function encodeCrockford(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let digit = 0; digit < length; digit += 2) {
    text = PAIRS[rest % 1_024] + text;
    rest = Math.floor(rest / 1_024);
  }
  return text;
}

export function encodeBase62(random: Random, length: number): string {
  let text = '';
  for (let digit = 0; digit < length; digit += 1) text += BASE62[Math.floor(random() * 62)];
  return text;
}
