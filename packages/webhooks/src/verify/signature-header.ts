import { missingHeader } from './webhook-headers.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

// Bounds the work that an unauthenticated sender can cause.
const MAX_HEADER_LENGTH = 4096;
const MAX_SIGNATURES = 16;

const SPACE = 0x20;

/** Length of an HMAC-SHA-256 in hex. */
export const SIGNATURE_LENGTH = 64;

/** The parts of `t=<unix seconds>,v1=<hex>[,v1=<hex>…]` (Contract §7). */
export interface SignatureHeader {
  text: string;
  /** As text, because these exact characters were signed. */
  timestamp: string;
  /** Where in `text` each `v1` of the right length starts. Not copied out, because that costs time. */
  signatureOffsets: number[];
}

/**
 * Parses a signature header. Elements may be in any order and have spaces around them; those of
 * other schemes (`v0`, `v2`) are skipped, so that the sender can introduce one.
 */
export function parseSignatureHeader(header: unknown): SignatureHeader {
  const text = toText(header);
  if (text === '') throw missingHeader();
  if (text.length > MAX_HEADER_LENGTH)
    throw malformed(`it is longer than ${MAX_HEADER_LENGTH} characters`);

  let timestamp: string | undefined;
  let signatures = 0;
  const signatureOffsets: number[] = [];
  for (let next = 0; next <= text.length; ) {
    let start = next;
    let end = text.indexOf(',', start);
    if (end === -1) end = text.length;
    next = end + 1;
    while (text.charCodeAt(start) === SPACE) start++;
    while (end > start && text.charCodeAt(end - 1) === SPACE) end--;

    if (text.startsWith('v1=', start)) {
      signatures++;
      if (end - start === 3 + SIGNATURE_LENGTH) signatureOffsets.push(start + 3);
    } else if (text.startsWith('t=', start)) {
      if (timestamp !== undefined) throw malformed('it has more than one t');
      timestamp = text.slice(start + 2, end);
    }
  }

  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    throw malformed(
      text.startsWith('whsec_')
        ? 'it is a secret; the arguments are swapped'
        : 't is not a time in unix seconds',
    );
  }
  if (signatures > MAX_SIGNATURES) throw malformed(`it has more than ${MAX_SIGNATURES} signatures`);
  if (signatures === 0) {
    throw new WebhookVerificationError('no_signature', 'The signature header has no v1.');
  }
  return { text, timestamp, signatureOffsets };
}

function toText(header: unknown): string {
  if (typeof header === 'string') return header;
  if (header === undefined || header === null) return '';
  try {
    if (Array.isArray(header)) return header.join(',');
  } catch {
    // An array that cannot be joined is as malformed as any other object.
  }
  throw malformed('it is not a string; pass the value of X-FirstHand-Signature, not all headers');
}

function malformed(reason: string): WebhookVerificationError {
  return new WebhookVerificationError(
    'malformed_header',
    `Invalid signature header: ${reason}. Expected t=<unix seconds>,v1=<hex>.`,
  );
}
