import { createHmac } from 'node:crypto';
import { type HostileDelivery, SECRET } from './hostile-delivery.ts';

/**
 * Whether a delivery bears a signature of the secret over its own bytes: written apart from the
 * verifier, and more lenient, since it only has to know a forgery when it sees one.
 */
export function isSigned({ rawBody, header }: HostileDelivery): boolean {
  const text = Array.isArray(header) ? header.join(',') : String(header);
  const timestamp = /(?:^|,) *t=(\d+)/.exec(text)?.[1];
  const signature = createHmac('sha256', SECRET).update(`${timestamp}.`).update(bytesOf(rawBody));
  return text.includes(`v1=${signature.digest('hex')}`);
}

function bytesOf(body: unknown): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  const { buffer, byteOffset, byteLength } = body as Uint8Array;
  // A view whose buffer was transferred away has no bytes, and none can be made of that buffer.
  return byteLength === 0 ? Buffer.alloc(0) : Buffer.from(buffer, byteOffset, byteLength);
}
