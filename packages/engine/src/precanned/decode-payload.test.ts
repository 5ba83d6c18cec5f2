import { deflateSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import type { PrecannedPayload } from '../media/precanned-file.ts';
import { decodePayload } from './decode-payload.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const bytes = Uint8Array.from({ length: 5_000 }, (_, place) => (place * place) % 251);

function payloadOf(packed: Uint8Array, compression: PrecannedPayload['compression']) {
  return { compression, base64: Buffer.from(packed).toString('base64') };
}

it.each([
  ['with Node', () => {}],
  ['without Node', () => vi.stubGlobal('process', undefined)],
])('unpacks a payload %s', async (_, arrange) => {
  const packed = payloadOf(deflateSync(bytes), 'deflate');
  arrange();
  expect(await decodePayload(packed)).toEqual(bytes);
});

it('returns an uncompressed payload as it is', async () => {
  expect(await decodePayload(payloadOf(bytes, 'none'))).toEqual(bytes);
});
