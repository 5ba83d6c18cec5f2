import { WebhookVerificationError } from './webhook-verification-error.ts';

/** The header with a delivery's signatures (Contract §7). */
export const SIGNATURE_HEADER = 'x-firsthand-signature';

/**
 * The header with the event's id (Contract §7). The signature does not cover it, so it is never
 * trusted: duplicates are detected by the `id` in the signed body.
 */
export const EVENT_ID_HEADER = 'x-firsthand-event-id';

/**
 * Request headers as frameworks provide them: a `Headers` object, or a plain object with names in
 * any case and values that are strings or arrays of strings.
 */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | { readonly [name: string]: string | readonly string[] | undefined };

/** Returns the signature header, of any type: its parser checks it. */
export function readSignatureHeader(headers: unknown): unknown {
  let value: unknown;
  let mistake: string | undefined;
  try {
    value = readHeader(headers as Record<string, unknown>);
    mistake = value === undefined || value === null ? findMistake(headers) : undefined;
  } catch (cause) {
    throw missingHeader(': headers could not be read', { cause });
  }
  if (mistake) throw missingHeader(mistake);
  return value;
}

/**
 * Returns headers that are read when they are needed, which is where every error becomes a response: those of a
 * framework's object may throw.
 */
export function lateHeaders(read: () => unknown): WebhookHeaders {
  return { get: () => readSignatureHeader(read()) as string };
}

/** Returns the error for a delivery without a signature header. */
export function missingHeader(detail = '', options?: ErrorOptions): WebhookVerificationError {
  return new WebhookVerificationError(
    'missing_header',
    `Missing X-FirstHand-Signature header${detail}.`,
    options,
  );
}

function readHeader(headers: Record<string, unknown>): unknown {
  if (typeof headers.get === 'function') return headers.get(SIGNATURE_HEADER);
  const name = Object.hasOwn(headers, SIGNATURE_HEADER)
    ? SIGNATURE_HEADER
    : Object.keys(headers).find((key) => key.toLowerCase() === SIGNATURE_HEADER);
  return name && headers[name];
}

function findMistake(headers: unknown): string | undefined {
  if (typeof headers === 'string') {
    return ': headers is a string. Pass all headers, or call verifyWebhookSignature';
  }
  if (Array.isArray(headers)) return ': headers is an array. Pass an object';
  return (headers as { headers?: unknown }).headers
    ? ': headers is a request. Pass its headers'
    : undefined;
}
