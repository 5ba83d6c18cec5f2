import type { DeliveryRequest } from '@firsthandapi/engine';

/** Returns the delivery with an invalid signature: its last digit is changed. */
export function withBadSignature(request: DeliveryRequest): DeliveryRequest {
  const name = 'X-FirstHand-Signature';
  const signature = request.headers[name] ?? '';
  const last = signature.at(-1) === '0' ? '1' : '0';
  return { ...request, headers: { ...request.headers, [name]: signature.slice(0, -1) + last } };
}
