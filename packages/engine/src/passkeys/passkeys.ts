import type { Passkey } from '@firsthandapi/spec/worker';
import { ApiError, validationError } from '../errors/api-error.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { NewPasskey, Passkeys, Ports } from '../ports.ts';
import type { PasskeyRecord } from '../store/records.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Tables } from '../store/store.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

/** More than the devices of one person. */
const MOST_PASSKEYS = 20;

/** Returns the port of passkeys. Throws 404 for a service that has none. */
export function passkeysOf({ passkeys }: Pick<Ports, 'passkeys'>): Passkeys {
  if (passkeys === undefined) throw new ApiError('not_found', 'This service has no passkeys');
  return passkeys;
}

/** The error of whatever is wrong with a passkey: which part is, helps only those who try. */
export function wrongPasskey(): ApiError {
  const message = 'cannot be used here; get a new challenge, or sign in with a code';
  return validationError([{ field: 'passkey', message }]);
}

/** Whose passkeys they are: a worker's, who owns them, or those of an organization's member. */
export interface PasskeyHolder {
  readonly organization_id: string;
  /** Null for a worker. */
  readonly member_id: string | null;
}

/** The passkeys of a worker or member, of which there are few. */
export function passkeysOfHolder(
  tables: Pick<Tables, 'passkeys'>,
  { organization_id, member_id }: PasskeyHolder,
): Promise<readonly PasskeyRecord[]> {
  return tables.passkeys.list({ where: { organization_id, member_id }, limit: MOST_PASSKEYS });
}

export async function findPasskey(
  tables: Pick<Tables, 'passkeys'>,
  credential_id: string,
): Promise<PasskeyRecord | undefined> {
  const [passkey] = await tables.passkeys.list({ where: { credential_id }, limit: 1 });
  return passkey;
}

/** A passkey that was verified, and what to call it. */
export interface VerifiedPasskey {
  readonly name: string;
  readonly verified: NewPasskey;
}

/** Adds a passkey, and tells its holder by mail. Throws a conflict for one that is known. */
export async function addPasskey(
  work: Work,
  { organization_id, member_id }: PasskeyHolder,
  address: string,
  { name, verified }: VerifiedPasskey,
): Promise<PasskeyRecord> {
  const { ports, tables, now } = work;
  if ((await findPasskey(tables, verified.credential_id)) !== undefined) {
    throw new ApiError('conflict', 'This passkey is known already');
  }
  const own = await passkeysOfHolder(tables, { organization_id, member_id });
  if (own.length >= MOST_PASSKEYS) {
    throw new ApiError('conflict', `There are ${MOST_PASSKEYS} passkeys already; remove one first`);
  }
  const passkey: PasskeyRecord = {
    ...verified,
    id: ports.ids.next('pky', now),
    organization_id,
    member_id,
    name,
    created_at: now,
    last_used_at: null,
  };
  await tables.passkeys.insert(passkey);
  await sendMail(work, mailOf(address, name));
  return passkey;
}

/**
 * Notes a use of a passkey. Returns false when it is gone, or was used meanwhile: its counter is not the one that was
 * verified against.
 */
export async function notePasskeyUse(
  { tables, now }: Work,
  { id, counter }: PasskeyRecord,
  newCounter: number,
): Promise<boolean> {
  const current = await tables.passkeys.get(id);
  if (current === undefined || current.counter !== counter) return false;
  await tables.passkeys.update({ ...current, counter: newCounter, last_used_at: now });
  return true;
}

/** Removes all passkeys of who leaves: nobody signs in with them any more. */
export async function removePasskeys(
  { tables }: Work,
  { organization_id, member_id }: PasskeyHolder,
): Promise<void> {
  const where = { organization_id, member_id };
  for await (const { id } of rowsUntilGone(tables.passkeys, { where })) {
    await tables.passkeys.delete(id);
  }
}

export function presentPasskey({ id, name, created_at, last_used_at }: PasskeyRecord): Passkey {
  return {
    object: 'passkey',
    id,
    name,
    created_at: timestamp(created_at),
    last_used_at: nullableTimestamp(last_used_at),
  };
}

function mailOf(to: string, name: string) {
  return {
    kind: 'passkey_added',
    to,
    subject: 'A passkey was added to your account',
    text: `Somebody who is signed in to your account has added a passkey: ${name}. They can sign in with it from now on.

If that was not you, remove it in your account, and end the sessions that you do not know.
`,
    expires_at: null,
  };
}
