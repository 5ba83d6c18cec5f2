import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hmacDigest, portableDigest } from './hmac-digest.ts';

it('computes HMAC-SHA-256, with and without Node, for any secret and text', () => {
  const secret = fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' });
  fc.assert(
    fc.property(secret, fc.string({ unit: 'grapheme' }), (secret, text) => {
      const expected = createHmac('sha256', secret).update(text).digest('hex');
      expect(hmacDigest(secret)(text)).toBe(expected);
      expect(portableDigest(secret)(text)).toBe(expected);
    }),
  );
});

it('keeps no trace of one text in the digest of the next', () => {
  const digest = hmacDigest('secret');
  const first = digest('one');
  digest('another text, somewhat longer than the one before it');
  expect(digest('one')).toBe(first);
});
