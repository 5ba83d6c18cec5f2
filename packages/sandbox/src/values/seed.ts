import { show } from './check-options.ts';

const MULTIPLIERS = [0x9e3779b1, 0x85ebca6b] as const;

/**
 * Returns a seed that follows from another and the numbers of a world or of its lives, and differs between them. The
 * hash has 53 bits, so that equal results of a test run are out of the question.
 */
export function deriveSeed(seed: number, ...steps: readonly number[]): number {
  const text = [seed, ...steps].join(':');
  const [low, high] = MULTIPLIERS.map((multiplier) => hash(text, multiplier));
  return (low ?? 0) * 2 ** 21 + ((high ?? 0) >>> 11);
}

/** Returns a seed that no other process has. */
export function randomSeed(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high >>> 11) * 2 ** 32 + low;
}

/**
 * Returns the seed.
 *
 * @throws TypeError when it is not an integer.
 */
export function requireSeed(seed: number): number {
  if (Number.isSafeInteger(seed)) return seed;
  throw new TypeError(`Invalid seed: ${show(seed)}; pass an integer`);
}

function hash(text: string, multiplier: number): number {
  let value = multiplier;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), multiplier);
    value ^= value >>> 15;
  }
  value = Math.imul(value ^ (value >>> 13), multiplier);
  return (value ^ (value >>> 16)) >>> 0;
}
