import type { AddPasskeyRequest, PasskeyChallenge } from '@firsthandapi/spec/worker';
import type { Ports, UsedPasskey } from '../ports.ts';
import type { PasskeyRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { timestamp } from '../time/timestamp.ts';
import { type IssuedChallenge, issueChallenge, useChallenge } from './passkey-challenge.ts';
import { findPasskey, passkeysOf, type VerifiedPasskey, wrongPasskey } from './passkeys.ts';

/** Whose side of the service a passkey signs in to. A challenge and a passkey of one are none of the other's. */
export type PasskeyAudience = 'worker' | 'member';

/** Who makes a passkey, and those that they have. */
export interface PasskeyMaker {
  readonly id: string;
  /** By which their device tells their passkeys apart. */
  readonly name: string;
  readonly known: readonly PasskeyRecord[];
}

/** Returns a challenge for whoever wants to sign in. */
export async function signInChallenge(
  ports: Ports,
  audience: PasskeyAudience,
  now: Instant,
): Promise<PasskeyChallenge> {
  const issued = issueChallenge(ports, audience, now);
  return present(issued, await passkeysOf(ports).requestOptions(issued.challenge));
}

/** Returns a challenge to make a passkey with. */
export async function creationChallenge(
  ports: Ports,
  { id, name, known }: PasskeyMaker,
  now: Instant,
): Promise<PasskeyChallenge> {
  const issued = issueChallenge(ports, id, now);
  const options = await passkeysOf(ports).creationOptions({
    challenge: issued.challenge,
    holder: { id, name },
    known: known.map(({ credential_id }) => credential_id),
  });
  return present(issued, options);
}

/**
 * Verifies what a browser has made for a worker or member. It takes long, so that it does not belong into a transaction.
 * Throws 400 for everything that does not verify.
 */
export async function verifyMade(
  ports: Ports,
  holderId: string,
  { name, ...made }: AddPasskeyRequest,
  now: Instant,
): Promise<VerifiedPasskey> {
  const passkeys = passkeysOf(ports);
  const isOurs = await useChallenge(ports, holderId, made.challenge, now);
  const verified = isOurs ? await passkeys.verifyMade(made) : undefined;
  if (verified === undefined) throw wrongPasskey();
  return { name, verified };
}

/** A use of a passkey that was verified: `notePasskeyUse` makes it count. */
export interface VerifiedUse {
  readonly passkey: PasskeyRecord;
  readonly counter: number;
}

/** Verifies what a browser has signed, as `verifyMade` does. */
export async function verifyUse(
  ports: Ports,
  audience: PasskeyAudience,
  used: UsedPasskey,
  now: Instant,
): Promise<VerifiedUse> {
  const passkeys = passkeysOf(ports);
  if (!(await useChallenge(ports, audience, used.challenge, now))) throw wrongPasskey();
  const passkey = await ports.store.read((tables) => findPasskey(tables, used.credential_id));
  if (passkey === undefined || audienceOf(passkey) !== audience) throw wrongPasskey();
  const counter = await passkeys.verifyUsed(used, passkey);
  if (counter === undefined) throw wrongPasskey();
  return { passkey, counter };
}

function audienceOf({ member_id }: PasskeyRecord): PasskeyAudience {
  return member_id === null ? 'worker' : 'member';
}

function present(
  { challenge, expires_at }: IssuedChallenge,
  options: Readonly<Record<string, unknown>>,
): PasskeyChallenge {
  return { object: 'passkey_challenge', challenge, options, expires_at: timestamp(expires_at) };
}
