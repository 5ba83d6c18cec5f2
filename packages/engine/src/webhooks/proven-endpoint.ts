import type { WebhookEndpointRecord } from '../store/records.ts';

/** What says whether an endpoint wants deliveries. */
type Receiver = Pick<WebhookEndpointRecord, 'id'> & {
  /** When an attempt last succeeded at its URL; null while none has. A store that does not note it has none. */
  readonly proven_at?: number | null;
};

/**
 * Whether the endpoint has responded to a delivery with a 2xx at its URL. Until then its URL may be anybody's, so few
 * deliveries are sent to it (contract §7).
 */
export function isProven({ proven_at }: Receiver): boolean {
  return proven_at !== null;
}
