import { z } from 'zod';
import type { AwsResponse } from './aws-call.ts';
import { KmsError } from './kms-error.ts';

const THROTTLING = ['ThrottlingException', 'LimitExceededException'];
/** Codes of KMS, and what each means for an operator. */
const REASONS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'access to KMS_KEY_ID is denied',
  DisabledException: 'KMS_KEY_ID is disabled',
  ExpiredTokenException: 'AWS_SESSION_TOKEN has expired',
  IncorrectKeyException:
    'the keyring is wrapped under another key; run rewrap-keyring, or set KMS_KEY_ID to that key',
  InvalidCiphertextException:
    'a key of the keyring was altered, or wrapped for another purpose or under a key of another account',
  InvalidSignatureException: 'AWS_SECRET_ACCESS_KEY is wrong, or the clock of this machine',
  KMSInvalidStateException: 'KMS_KEY_ID is pending deletion or unavailable',
  LimitExceededException: 'it asks for fewer requests',
  NotFoundException: 'KMS_KEY_ID does not exist in KMS_REGION',
  ThrottlingException: 'it asks for fewer requests',
  UnrecognizedClientException: 'AWS_ACCESS_KEY_ID or AWS_SESSION_TOKEN is wrong',
};

/** Returns what a response that is no success means. */
export function kmsProblem(response: AwsResponse): KmsError {
  const code = codeOf(response);
  const reason = REASONS[code] ?? `it responded with ${response.status} ${code}`.trim();
  return new KmsError(`KMS cannot be used: ${reason}`, isPassingResponse(response));
}

/** Returns whether KMS asks for fewer requests. */
export function isThrottled(response: AwsResponse): boolean {
  return THROTTLING.includes(codeOf(response));
}

/** By then it has been asked several times, and asks for more time. */
function isPassingResponse(response: AwsResponse): boolean {
  return response.status >= 500 || response.status === 429 || isThrottled(response);
}

/** Codes may come with a namespace: `com.amazonaws.kms#NotFoundException`. */
function codeOf(response: AwsResponse): string {
  const parsed = z.object({ __type: z.string().max(200) }).safeParse(jsonOf(response));
  return parsed.success ? (parsed.data.__type.split('#').at(-1) ?? '') : '';
}

/** Returns the body of a response; undefined when it is no JSON. */
export function jsonOf({ body }: AwsResponse): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
