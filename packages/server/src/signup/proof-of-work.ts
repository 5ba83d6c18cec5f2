import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

const ALGORITHM = 'PBKDF2/SHA-256';
/** Iterations of one attempt. */
const COST = 5_000;
/** What a derived key has to begin with: one attempt in 256 succeeds, which takes a core about a second. */
const KEY_PREFIX = '00';
const VALID_SECONDS = 10 * 60;
const LONGEST_PROOF = 4_096;

const payload = z.object({
  challenge: z.object({
    parameters: z.strictObject({
      algorithm: z.literal(ALGORITHM),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      expiresAt: z.number(),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** A proof that verifies; it may be used once. */
export interface Proof {
  /** Identifies the challenge. */
  readonly id: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/**
 * Returns a challenge in the format of ALTCHA, whose widget and libraries solve it. Costs no more than a signature.
 *
 * @param secret The same in every process on one database.
 * @param now Milliseconds since the Unix epoch.
 */
export function issueChallenge(secret: string, now: number): Promise<Challenge> {
  return createChallenge({
    algorithm: ALGORITHM,
    cost: COST,
    keyPrefix: KEY_PREFIX,
    deriveKey,
    expiresAt: Math.floor(now / 1_000) + VALID_SECONDS,
    hmacSignatureSecret: secret,
  });
}

/**
 * Returns the proof in a header, or undefined when it does not verify or has expired.
 *
 * @param secrets Those that may have signed the challenge.
 */
export async function verifyProof(
  secrets: readonly string[],
  header: string,
): Promise<Proof | undefined> {
  const { success, data } = payload.safeParse(decode(header));
  if (!success) return undefined;
  const { challenge, solution } = data;
  for (const hmacSignatureSecret of secrets) {
    // The signature is checked before anything is derived, so a client cannot choose the cost.
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret,
    });
    if (!verified) continue;
    return { id: challenge.signature, expiresAt: challenge.parameters.expiresAt * 1_000 };
  }
  return undefined;
}

function decode(header: string): unknown {
  if (header.length > LONGEST_PROOF) return undefined;
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
