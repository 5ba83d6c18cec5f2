import { nodeModule } from './node-module.ts';

/** An incremental SHA-256. */
export interface Sha256 {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

/**
 * Returns Node's SHA-256 if available, else {@link createPlainSha256}. Web Crypto does not help: it
 * takes all bytes at once, and a video should not have to fit into memory.
 */
export function createSha256(): Sha256 {
  return nodeModule('node:crypto')?.createHash('sha256') ?? createPlainSha256();
}

/** SHA-256 (FIPS 180-4) in plain JavaScript. Variables are named as in the standard. */
export function createPlainSha256(): Sha256 {
  // Only the first eight words of the state are used.
  const state = fractions(Math.sqrt);
  const constants = fractions(Math.cbrt);
  const words = new Int32Array(64);
  const block = new DataView(new ArrayBuffer(64));
  let length = 0;

  const compress = (): void => {
    let [a, b, c, d, e, f, g, h] = state as Iterable<number> as [...Four, ...Four];
    for (let index = 0; index < 64; index++) {
      const early = words[index - 15] as number;
      const late = words[index - 2] as number;
      const word =
        index < 16
          ? block.getInt32(index * 4)
          : (words[index - 16] as number) +
            (xorOfRotations(early, 7, 18, 3) ^ (early << 29)) +
            (words[index - 7] as number) +
            (xorOfRotations(late, 17, 19, 10) ^ (late << 22));
      words[index] = word;
      const choice = (e & f) ^ (~e & g);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const sum =
        (h + xorOfRotations(e, 6, 11, 25) + choice + (constants[index] as number) + word) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + sum) | 0;
      d = c;
      c = b;
      b = a;
      a = (sum + xorOfRotations(a, 2, 13, 22) + majority) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((letter, index) => {
      (state[index] as number) += letter;
    });
  };
  const update = (bytes: Uint8Array): void => {
    for (const byte of bytes) {
      block.setUint8(length++ % 64, byte);
      if (length % 64 === 0) compress();
    }
  };
  const digest = (): string => {
    const bits = BigInt(length * 8);
    update(new Uint8Array([128]));
    while (length % 64 !== 56) update(new Uint8Array(1));
    block.setBigUint64(56, bits);
    compress();
    const hex = Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0'));
    return hex.slice(0, 8).join('');
  };
  return { update, digest };
}

type Four = [number, number, number, number];

/** Returns the first 32 bits of the fractional parts of the roots of the first 64 primes. */
function fractions(root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let number = 2; primes.length < 64; number++) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  return Int32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}

/** Returns the XOR of a word rotated right by three numbers of bits. */
function xorOfRotations(word: number, one: number, two: number, three: number): number {
  return rotateRight(word, one) ^ rotateRight(word, two) ^ rotateRight(word, three);
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
