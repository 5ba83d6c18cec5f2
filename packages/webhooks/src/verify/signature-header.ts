import { WebhookVerificationError } from './webhook-verification-error.ts';

// Bounds what an unauthenticated sender can make a receiver do.
const MAX_HEADER_LENGTH = 4096;
const MAX_SIGNATURES = 16;

const SPACE = 0x20;

/** Characters of a hex HMAC-SHA-256. */
export const SIGNATURE_LENGTH = 64;

/** The parts of `t=<unix seconds>,v1=<hex>[,v1=<hex>…]` (Contract §7). */
export interface SignatureHeader {
  text: string;
  /** Kept as text: these very characters are what was signed. */
  timestamp: string;
  /** Where in `text` each `v1` of the right length starts; left in place, as copies cost time. */
  signatureOffsets: number[];
}

/**
 * Takes a signature header apart. Elements may come in any order and with spaces round them; those
 * of other schemes (`v0`, `v2`) are skipped, so that the sender can add one.
 */
export function parseSignatureHeader(header: unknown): SignatureHeader {
  const text = toText(header);
  if (text === '') {
    throw new WebhookVerificationError(
      'missing_header',
      'The X-FirstHand-Signature header is missing.',
    );
  }
  if (text.length > MAX_HEADER_LENGTH) throw malformed(`over ${MAX_HEADER_LENGTH} characters`);

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
      if (timestamp !== undefined) throw malformed('more than one t');
      timestamp = text.slice(start + 2, end);
    }
  }

  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    throw malformed('t is not a time in unix seconds');
  }
  if (signatures > MAX_SIGNATURES) throw malformed(`over ${MAX_SIGNATURES} signatures`);
  if (signatures === 0) {
    throw new WebhookVerificationError('no_signature', 'The signature header holds no v1.');
  }
  return { text, timestamp, signatureOffsets };
}

function toText(header: unknown): string {
  if (typeof header === 'string') return header;
  if (header === undefined || header === null) return '';
  try {
    if (Array.isArray(header)) return header.join(',');
  } catch {
    // Falls through: an array that cannot be joined is as malformed as any other object.
  }
  throw malformed('it is not a string');
}

function malformed(reason: string): WebhookVerificationError {
  return new WebhookVerificationError(
    'malformed_header',
    `The signature header is malformed: ${reason}. Expected t=<unix seconds>,v1=<hex>.`,
  );
}
