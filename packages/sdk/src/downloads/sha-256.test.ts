import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createPlainSha256, createSha256 } from './sha-256.ts';

describe('createPlainSha256', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('computes the standard digest of %j', (text, digest) => {
    const hash = createPlainSha256();
    hash.update(new TextEncoder().encode(text));
    expect(hash.digest('hex')).toBe(digest);
  });

  test("agrees with Node's digest, however the bytes are split", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 }), (pieces) => {
        const plain = createPlainSha256();
        const node = createHash('sha256');
        for (const piece of pieces) {
          plain.update(piece);
          node.update(piece);
        }
        expect(plain.digest('hex')).toBe(node.digest('hex'));
      }),
    );
  });
});

describe('createSha256', () => {
  test('falls back when the platform throws on access, as an edge runtime does', () => {
    const asked = vi.spyOn(process, 'getBuiltinModule').mockImplementation((() => {
      throw new Error('A Node.js API is used which is not supported in the Edge Runtime.');
    }) as never);
    try {
      const hash = createSha256();
      hash.update(new TextEncoder().encode('abc'));
      expect(hash.digest('hex')).toBe(createHash('sha256').update('abc').digest('hex'));
      expect(asked).toHaveBeenCalled();
    } finally {
      asked.mockRestore();
    }
  });
});
