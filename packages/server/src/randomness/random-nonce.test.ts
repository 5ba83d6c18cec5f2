import { describe, expect, it } from 'vitest';
import { NONCE_BYTES, randomNonce } from './random-nonce.ts';

describe('randomNonce', () => {
  it('returns no nonce twice, nor changes one that it has returned', () => {
    const nonces = Array.from({ length: 5_000 }, randomNonce);
    expect(nonces.every(({ length }) => length === NONCE_BYTES)).toBe(true);
    expect(new Set(nonces.map((nonce) => nonce.toString('hex'))).size).toBe(5_000);
  });
});
