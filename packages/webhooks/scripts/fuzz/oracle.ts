import { createHmac } from 'node:crypto';
import { type HostileDelivery, SECRET } from './hostile-delivery.ts';

/**
 * Whether a delivery has a signature of the secret over its own bytes. Independent of the verifier,
 * and more lenient: it only has to recognise a forgery.
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
  // A view of a transferred buffer has no bytes, and no view of that buffer can be created.
  return byteLength === 0 ? Buffer.alloc(0) : Buffer.from(buffer, byteOffset, byteLength);
}
