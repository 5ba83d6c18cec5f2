import type { Ports } from '../ports.ts';
import type { Instant } from '../time/instant.ts';

const PURPOSE = 'passkey-challenge';
const VALID_MS = 5 * 60_000;
/** 22 base62 characters hold 131 random bits. */
const NONCE_LENGTH = 22;
const FORM = /^([0-9A-Za-z]{22})\.([0-9a-z]{1,11})\.([^.]{1,160})$/;

/** What an authenticator signs, and until when it may. */
export interface IssuedChallenge {
  readonly challenge: string;
  readonly expires_at: Instant;
}

/**
 * Returns a challenge. It is signed and not stored, so that asking for many of them costs no more than that.
 *
 * @param holder Who may use it: the id of a worker or member, or the audience of who wants to sign in.
 */
export function issueChallenge(
  { ids, keyring }: Pick<Ports, 'ids' | 'keyring'>,
  holder: string,
  now: Instant,
): IssuedChallenge {
  const expires_at = now + VALID_MS;
  const head = `${ids.secret(NONCE_LENGTH)}.${expires_at.toString(36)}`;
  return { challenge: `${head}.${keyring.sign(PURPOSE, `${holder}.${head}`)}`, expires_at };
}

/** Uses a challenge, which works once, across all processes. Returns whether it is one of this service, for this holder. */
export async function useChallenge(
  { keyring, store }: Pick<Ports, 'keyring' | 'store'>,
  holder: string,
  challenge: string,
  now: Instant,
): Promise<boolean> {
  const [, nonce, expires = '', signature = ''] = FORM.exec(challenge) ?? [];
  if (nonce === undefined) return false;
  const resetAt = Number.parseInt(expires, 36);
  if (!keyring.verify(PURPOSE, `${holder}.${nonce}.${expires}`, signature)) return false;
  if (resetAt <= now) return false;
  const [uses = 0] = await store.countRequest([{ key: `${PURPOSE}:${nonce}`, resetAt }], now);
  return uses === 1;
}
