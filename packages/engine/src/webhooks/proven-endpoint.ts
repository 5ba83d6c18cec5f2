import type { WebhookEndpointRecord } from '../store/records.ts';

/**
 * Whether the endpoint has responded to a delivery with a 2xx at its URL. Until then its URL may belong to anyone, so few
 * deliveries are sent to it (contract §7).
 */
export function isProven({ proven_at }: Pick<WebhookEndpointRecord, 'proven_at'>): boolean {
  return proven_at !== null;
}
