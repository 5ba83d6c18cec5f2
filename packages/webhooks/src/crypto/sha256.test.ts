import { createHash } from 'node:crypto';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const hashOfText = (text: string) => hex(sha256(new TextEncoder().encode(text)));

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('returns the digests published with the standard', (text, digest) => {
  expect(hashOfText(text)).toBe(digest);
});

test('agrees with two other implementations at every length up to four blocks', () => {
  for (let length = 0; length <= 260; length++) {
    const message = Uint8Array.from({ length }, (_, index) => index * 7 + length);
    const digest = hex(sha256(message));
    expect(digest).toBe(createHash('sha256').update(message).digest('hex'));
    expect(digest).toBe(hex(nobleSha256(message)));
  }
});

test('agrees with two other implementations on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (message) => {
      const digest = hex(sha256(message));
      expect(digest).toBe(createHash('sha256').update(message).digest('hex'));
      expect(digest).toBe(hex(nobleSha256(message)));
    }),
    { numRuns: 500 },
  );
});

test('does not change the message', () => {
  const message = Uint8Array.from([1, 2, 3]);
  sha256(message);
  expect([...message]).toEqual([1, 2, 3]);
});
