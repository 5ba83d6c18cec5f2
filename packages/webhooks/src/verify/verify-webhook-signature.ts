import { hmacSha256 } from '../crypto/hmac-sha256.ts';
import { type RawBody, toHashable } from './raw-body.ts';
import { parseSignatureHeader, SIGNATURE_LENGTH } from './signature-header.ts';
import { checkTimestamp, type VerificationOptions } from './verification-options.ts';
import { mismatch, toSecrets, type WebhookSecret } from './webhook-secret.ts';

/**
 * Verifies that FirstHandAPI signed a delivery with your endpoint's secret, at most five minutes
 * before or after now (Contract §7).
 *
 * Synchronous on every runtime, so there is no promise that could be mistaken for `true`. The HMAC
 * covers the exact bytes of the body, and signatures are compared in constant time.
 *
 * @param rawBody - the body exactly as received, never parsed or re-serialised
 * @param signatureHeader - the value of `X-FirstHand-Signature`
 * @param secret - the endpoint's `whsec_…` secret, or several during a rotation (at most 16)
 * @param options - the tolerance in seconds (default 300), and when the delivery was received
 * @returns always `true`
 * @throws {@link WebhookVerificationError} when the delivery does not verify; `code` has the reason
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

/** Verifies a body that is already hashable against a header of any type. */
export function checkSignature(
  body: string | Uint8Array,
  signatureHeader: unknown,
  secret: unknown,
  options: VerificationOptions,
): void {
  const secrets = toSecrets(secret);
  const { text, timestamp, signatureOffsets } = parseSignatureHeader(signatureHeader);
  checkTimestamp(Number(timestamp), options);

  // Every secret is compared with every signature, so that timing does not reveal which pair matched.
  let matches = 0;
  for (const one of secrets) {
    const expected = hmacSha256(one, `${timestamp}.`, body);
    for (const offset of signatureOffsets) matches += equalsInConstantTime(expected, text, offset);
  }
  if (matches === 0) throw mismatch(secrets, body);
}

// Always compares all characters. `expected` is lowercase hex, so uppercase hex never matches.
function equalsInConstantTime(expected: string, text: string, offset: number): 0 | 1 {
  let difference = 0;
  for (let index = 0; index < SIGNATURE_LENGTH; index++) {
    difference |= expected.charCodeAt(index) ^ text.charCodeAt(offset + index);
  }
  return difference === 0 ? 1 : 0;
}
