import { exposure } from './exposure.ts';
import { type GreyPicture, scaled } from './grey-picture.ts';

/** The form of what {@link likenessOf} returns. Another form is never alike. */
const FORM = '1';
/** A difference hash has 8 × 8 bits, each of two neighbours. */
const HASH_WIDTH = 9;
const HASH_HEIGHT = 8;
/** The small picture that is compared point by point. */
const EDGE = 32;
/** Pictures that hold less than this are alike by chance: a wall, a sky. */
const LEAST_ENTROPY = 2;
const LEAST_CONTRAST = 6;
/** Bits that may differ. Pictures of one subject differ by fewer: the hash only spares comparing strangers. */
const MOST_DIFFERENT_BITS = 24;
/** How well the small pictures must match. */
const LEAST_CORRELATION = 0.97;
/** What a crop of up to a tenth leaves of the length of an edge. */
const CROPS = [1, 0.95, 0.9] as const;
/** Where it may lie in what there was: at either end, or between. */
const PLACES = [0, 0.5, 1] as const;

type Points = Uint8Array | Float64Array;

interface Likeness {
  readonly hash: string;
  /** `EDGE * EDGE` values. */
  readonly luma: Uint8Array;
}

/**
 * Returns what a picture is recognised by when it is encoded, resized, brightened or cropped a little: a difference hash of 64 bits,
 * and the picture at 32 × 32 points. Returns null for a picture that shows too little to be told from others.
 */
export function likenessOf(picture: GreyPicture): string | null {
  const { entropy, contrast } = exposure(picture);
  if (entropy < LEAST_ENTROPY || contrast < LEAST_CONTRAST) return null;
  const { luma } = scaled(picture, EDGE, EDGE);
  return [FORM, hashOf(picture), hex(luma)].join(':');
}

/** Returns whether two pictures are the same one, apart from how they were encoded, resized, brightened or cropped. */
export function isAlike(one: string, other: string): boolean {
  const [first, second] = [parse(one), parse(other)];
  if (first === undefined || second === undefined) return false;
  if (differentBits(first.hash, second.hash) > MOST_DIFFERENT_BITS) return false;
  return matches(first.luma, second.luma) || matches(second.luma, first.luma);
}

/** Each bit says whether a point is brighter than the one to its right. */
function hashOf(picture: GreyPicture): string {
  const { luma } = scaled(picture, HASH_WIDTH, HASH_HEIGHT);
  const bytes = Uint8Array.from({ length: HASH_HEIGHT }, (_, row) => {
    let bits = 0;
    for (let column = 0; column < HASH_WIDTH - 1; column += 1) {
      const at = row * HASH_WIDTH + column;
      bits = bits * 2 + ((luma[at] ?? 0) > (luma[at + 1] ?? 0) ? 1 : 0);
    }
    return bits;
  });
  return hex(bytes);
}

function differentBits(one: string, other: string): number {
  let different = 0;
  for (let at = 0; at < one.length; at += 1) {
    let bits = Number.parseInt(one[at] ?? '0', 16) ^ Number.parseInt(other[at] ?? '0', 16);
    for (; bits > 0; bits >>= 1) different += bits & 1;
  }
  return different;
}

/** Whether a part of the whole, as a crop leaves it, shows what the other picture does. */
function matches(whole: Points, cropped: Points): boolean {
  return CROPS.some((share) => {
    const places = share === 1 ? [0] : PLACES;
    return places.some((x) =>
      places.some((y) => correlation(partOf(whole, share, x, y), cropped) >= LEAST_CORRELATION),
    );
  });
}

/** Enlarges a part to all of the points, each between its four neighbours. */
function partOf(luma: Points, share: number, x: number, y: number): Points {
  if (share === 1) return luma;
  const rest = EDGE * (1 - share);
  const across = Array.from({ length: EDGE }, (_, at) => neighbours(rest * x + (at + 0.5) * share));
  const down = Array.from({ length: EDGE }, (_, at) => neighbours(rest * y + (at + 0.5) * share));
  const part = new Float64Array(EDGE * EDGE);
  for (const [row, vertical] of down.entries()) {
    const [top, bottom] = [vertical.first * EDGE, vertical.second * EDGE];
    for (const [column, { first, second, weight }] of across.entries()) {
      const upper = between(luma[top + first], luma[top + second], weight);
      const lower = between(luma[bottom + first], luma[bottom + second], weight);
      part[row * EDGE + column] = between(upper, lower, vertical.weight);
    }
  }
  return part;
}

/** Points have their value in their middle. */
function neighbours(place: number) {
  const at = Math.max(0, place - 0.5);
  const first = Math.floor(at);
  return { first, second: Math.min(EDGE - 1, first + 1), weight: at - first };
}

function between(one = 0, other = 0, weight = 0): number {
  return one + (other - one) * weight;
}

/** From -1 to 1, whatever the brightness and the contrast of either. */
function correlation(one: Points, other: Points): number {
  const [meanOne, meanOther] = [meanOf(one), meanOf(other)];
  let [both, squaresOne, squaresOther] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const a = (one[at] ?? 0) - meanOne;
    const b = (other[at] ?? 0) - meanOther;
    both += a * b;
    squaresOne += a * a;
    squaresOther += b * b;
  }
  return both / Math.sqrt(squaresOne * squaresOther || 1);
}

function meanOf(luma: Points): number {
  let sum = 0;
  for (const value of luma) sum += value;
  return sum / luma.length;
}

function parse(text: string): Likeness | undefined {
  const [form, hash = '', points = ''] = text.split(':');
  if (form !== FORM || points.length !== 2 * EDGE * EDGE) return undefined;
  const luma = Uint8Array.from({ length: EDGE * EDGE }, (_, at) =>
    Number.parseInt(points.slice(2 * at, 2 * at + 2), 16),
  );
  return { hash, luma };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
