/** Draws numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** A small deterministic generator (SplitMix32 over an FNV-1a hash of the seed). Not for real secrets. */
export function createRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let position = 0; position < seed.length; position += 1) {
    state = Math.imul(state ^ seed.charCodeAt(position), 0x01000193);
  }
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 2 ** 32;
  };
}
