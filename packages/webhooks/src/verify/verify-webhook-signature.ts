import { hmacSha256 } from '../crypto/hmac-sha256.ts';
import { type RawBody, toHashable } from './raw-body.ts';
import { parseSignatureHeader, SIGNATURE_LENGTH } from './signature-header.ts';
import { checkTimestamp, type VerificationOptions } from './verification-options.ts';
import { toSecrets, type WebhookSecret } from './webhook-secret.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

/**
 * Checks that a delivery was signed by FirstHandAPI with your endpoint's secret, within the last
 * (or next) five minutes (Contract §7).
 *
 * Synchronous on every runtime, so there is no promise that could be mistaken for `true`. The HMAC
 * covers the exact bytes of the body, and signatures are compared in constant time.
 *
 * @param rawBody - the body exactly as received; never a parsed or re-serialised one
 * @param signatureHeader - the value of `X-FirstHand-Signature`
 * @param secret - the endpoint's `whsec_…` secret, or several while one is being rotated (at most 16)
 * @param options - tolerance in seconds, and when the delivery arrived
 * @returns `true`, always
 * @throws {@link WebhookVerificationError} when it does not verify, with the reason in `code`
 * @example
 * ```ts
 * verifyWebhookSignature(rawBody, request.headers['x-firsthand-signature'], secret);
 * ```
 */
export function verifyWebhookSignature(
  rawBody: RawBody,
  signatureHeader: string | readonly string[] | null | undefined,
  secret: WebhookSecret,
  options: VerificationOptions = {},
): true {
  checkSignature(toHashable(rawBody), signatureHeader, secret, options);
  return true;
}

/** The same check on a body that is already hashable and a header of any type. */
export function checkSignature(
  body: string | Uint8Array,
  signatureHeader: unknown,
  secret: unknown,
  options: VerificationOptions,
): void {
  const secrets = toSecrets(secret);
  const { text, timestamp, signatureOffsets } = parseSignatureHeader(signatureHeader);
  checkTimestamp(Number(timestamp), options);

  // Every secret meets every signature, so that time tells nothing about which pair matched.
  let matches = 0;
  for (const one of secrets) {
    const expected = hmacSha256(one, `${timestamp}.`, body);
    for (const offset of signatureOffsets) matches += equalsInConstantTime(expected, text, offset);
  }
  if (matches === 0) {
    throw new WebhookVerificationError(
      'no_match',
      'No signature matches. Pass the exact bytes received, and the secret of this endpoint and environment.',
    );
  }
}

// Compares all characters, whatever they are. `expected` is lowercase hex, so any other spelling of
// the same bytes differs.
function equalsInConstantTime(expected: string, text: string, offset: number): 0 | 1 {
  let difference = 0;
  for (let index = 0; index < SIGNATURE_LENGTH; index++) {
    difference |= expected.charCodeAt(index) ^ text.charCodeAt(offset + index);
  }
  return difference === 0 ? 1 : 0;
}
