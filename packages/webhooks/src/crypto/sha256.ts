/**
 * Returns the SHA-256 hash (FIPS 180-4), for runtimes without platform cryptography. Names follow
 * the standard. No step depends on the value of the data, only on its length.
 *
 * Implemented here because the audited library available is larger than the rest of this package;
 * tests compare the two, and Node's.
 */
export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  constants ??= computeConstants();
  const { roundConstants, initialHash } = constants;
  const hash = Int32Array.from(initialHash);
  const blocks = pad(message);
  const schedule = new Int32Array(64);
  for (let offset = 0; offset < blocks.byteLength; offset += 64) {
    expand(schedule, blocks, offset);
    compress(hash, schedule, roundConstants);
  }
  const digest = new DataView(new ArrayBuffer(32));
  hash.forEach((word, index) => {
    digest.setInt32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

interface Constants {
  roundConstants: Int32Array;
  initialHash: Int32Array;
}

let constants: Constants | undefined;

// §4.2.2 and §5.3.3: the first 32 bits of the fractional parts of the cube roots of the first 64
// primes, and of the square roots of the first 8. Doubles have 17 bits more than that needs.
function computeConstants(): Constants {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < 64; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0;
  return {
    roundConstants: Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
    initialHash: Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
  };
}

// §5.1.1: a one bit, zeros, and the length in bits as 64 bits.
function pad(message: Uint8Array): DataView {
  const { length } = message;
  const padded = new Uint8Array(((length + 72) >>> 6) << 6);
  padded.set(message);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, length / 2 ** 29);
  view.setUint32(padded.length - 4, length << 3);
  return view;
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

// §6.2.2 step 1.
function expand(schedule: Int32Array, blocks: DataView, offset: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = blocks.getInt32(offset + t * 4);
  for (let t = 16; t < 64; t++) {
    const w15 = schedule[t - 15] as number;
    const w2 = schedule[t - 2] as number;
    const sigma0 = rotateRight(w15, 7) ^ rotateRight(w15, 18) ^ (w15 >>> 3);
    const sigma1 = rotateRight(w2, 17) ^ rotateRight(w2, 19) ^ (w2 >>> 10);
    schedule[t] =
      (sigma1 + (schedule[t - 7] as number) + sigma0 + (schedule[t - 16] as number)) | 0;
  }
}

// §6.2.2 steps 2 to 4.
function compress(hash: Int32Array, schedule: Int32Array, roundConstants: Int32Array): void {
  // One at a time: destructuring and array methods take twice as long here.
  let a = hash[0] as number;
  let b = hash[1] as number;
  let c = hash[2] as number;
  let d = hash[3] as number;
  let e = hash[4] as number;
  let f = hash[5] as number;
  let g = hash[6] as number;
  let h = hash[7] as number;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + sum1 + choice + (roundConstants[t] as number) + (schedule[t] as number)) | 0;
    const sum0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + sum0 + majority) | 0;
  }
  (hash[0] as number) += a;
  (hash[1] as number) += b;
  (hash[2] as number) += c;
  (hash[3] as number) += d;
  (hash[4] as number) += e;
  (hash[5] as number) += f;
  (hash[6] as number) += g;
  (hash[7] as number) += h;
}
