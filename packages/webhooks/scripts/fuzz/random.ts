/** A source of numbers that can be had again from its seed. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** One of the values. */
  pick<Value>(values: readonly Value[]): Value;
  /** True once in so many times. */
  once(inSoMany: number): boolean;
  /** Random bytes, at most so many. */
  bytes(most: number): Uint8Array;
}

/** Mulberry32: a 32-bit state, a full period, and enough for cases that only have to differ. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    pick: (values) => values[below(values.length)] as (typeof values)[number],
    once: (inSoMany) => below(inSoMany) === 0,
    bytes: (most) => Uint8Array.from({ length: below(most + 1) }, () => below(256)),
  };
}
