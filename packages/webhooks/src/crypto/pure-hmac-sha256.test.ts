import { createHmac } from 'node:crypto';
import { codePoint } from '@firsthandapi/test-support/code-point';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pureHmacSha256 } from './pure-hmac-sha256.ts';

// RFC 4231, the cases whose key can be written as text.
test.each([
  [
    '\x0b'.repeat(20),
    'Hi There',
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    'Jefe',
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
])('returns the digests of RFC 4231', (secret, body, digest) => {
  expect(pureHmacSha256(secret, '', body)).toBe(digest);
  expect(pureHmacSha256(secret, body.slice(0, 3), body.slice(3))).toBe(digest);
});

test('agrees with two other implementations on any secret, prefix and body', () => {
  const body = fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.string({ unit: codePoint }));
  const text = fc.string({ unit: codePoint, maxLength: 200 });
  fc.assert(
    fc.property(text, text, body, (secret, prefix, body) => {
      const mac = pureHmacSha256(secret, prefix, body);
      expect(mac).toBe(createHmac('sha256', secret).update(prefix).update(body).digest('hex'));
      const noble = hmac
        .create(sha256, new TextEncoder().encode(secret))
        .update(new TextEncoder().encode(prefix))
        .update(typeof body === 'string' ? new TextEncoder().encode(body) : body);
      expect(mac).toBe(Buffer.from(noble.digest()).toString('hex'));
    }),
    { numRuns: 500 },
  );
});
