import { WebhookVerificationError } from './webhook-verification-error.ts';

/** Carries the signatures of a delivery (Contract §7). */
export const SIGNATURE_HEADER = 'x-firsthand-signature';

/**
 * Carries the event's id (Contract §7). It is not covered by the signature, so nothing here trusts
 * it: duplicates are recognised by the `id` inside the signed body.
 */
export const EVENT_ID_HEADER = 'x-firsthand-event-id';

/**
 * Request headers as frameworks give them: a `Headers` object, or a plain object with names in any
 * case and values that are strings or arrays of strings.
 */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | { readonly [name: string]: string | readonly string[] | undefined };

/** Reads the signature header; what it gives may still be anything, its parser decides. */
export function readSignatureHeader(headers: unknown): unknown {
  try {
    return readHeader(headers as Record<string, unknown>);
  } catch (cause) {
    throw new WebhookVerificationError('missing_header', 'headers could not be read.', { cause });
  }
}

function readHeader(headers: Record<string, unknown>): unknown {
  if (typeof headers.get === 'function') return headers.get(SIGNATURE_HEADER);
  const name = Object.hasOwn(headers, SIGNATURE_HEADER)
    ? SIGNATURE_HEADER
    : Object.keys(headers).find((key) => key.toLowerCase() === SIGNATURE_HEADER);
  return name && headers[name];
}
