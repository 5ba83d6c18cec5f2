/** A source of random numbers that is reproducible from its seed. */
export interface Random {
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number;
  /** One of the values. */
  pick<Value>(values: readonly Value[]): Value;
  /** True with a probability of one in `inSoMany`. */
  once(inSoMany: number): boolean;
  /** Random bytes, at most `most` of them. */
  bytes(most: number): Uint8Array;
}

/** Mulberry32: a 32-bit state and a full period, enough for test cases that only have to differ. */
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
