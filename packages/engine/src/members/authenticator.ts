import type { Authenticator } from '@firsthandapi/spec/account';
import { ApiError, validationError } from '../errors/api-error.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { AuthenticatorRecord, MemberRecord } from '../store/records.ts';
import { nullableTimestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { matchingStep, newTotpSecret } from './totp.ts';

const RECOVERY_CODES = 10;
/** 16 base62 characters hold 95 random bits, so that their hash needs no key. */
const RECOVERY_CODE_LENGTH = 16;
const TRIES_BEFORE_LOCK = 5;
const FIRST_LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 60 * 60_000;

/** The authenticator app that a member signs in with; undefined when they have none, or have not confirmed it. */
export async function enabledAuthenticator(
  { tables }: Pick<Work, 'tables'>,
  { id }: MemberRecord,
): Promise<AuthenticatorRecord | undefined> {
  const found = await tables.authenticators.get(id);
  return found?.confirmed_at == null ? undefined : found;
}

/** Begins with a new secret, which counts once it is confirmed. Throws 409 for a member who has an app. */
export async function addAuthenticator(
  work: Work,
  { id, organization_id }: MemberRecord,
): Promise<AuthenticatorRecord> {
  const { ports, tables, now } = work;
  const former = await tables.authenticators.get(id);
  if (former !== undefined && former.confirmed_at !== null) {
    throw new ApiError('conflict', 'There is an authenticator app already: remove it first');
  }
  if (former !== undefined) await tables.authenticators.delete(id);
  const record: AuthenticatorRecord = {
    id,
    organization_id,
    secret: newTotpSecret(ports.ids),
    recovery_codes: [],
    last_step: 0,
    failures: 0,
    locked_until: null,
    created_at: now,
    confirmed_at: null,
  };
  await tables.authenticators.insert(record);
  return record;
}

/** Lets the app of a member count from now on. Returns the recovery codes, or why the code is refused. */
export async function confirmAuthenticator(
  work: Work,
  member: MemberRecord,
  totp: string,
): Promise<readonly string[] | ApiError> {
  const record = await work.tables.authenticators.get(member.id);
  if (record === undefined || record.confirmed_at !== null) {
    return new ApiError('conflict', 'There is no authenticator app to confirm: add one first');
  }
  const refusal = await useCode(work, record, totp);
  if (refusal !== undefined) return refusal;
  const used = await work.tables.authenticators.get(member.id);
  if (used === undefined) throw new Error('The authenticator app was just used');
  const codes = newRecoveryCodes(work);
  const recovery_codes = await Promise.all(codes.map(hashOf));
  await work.tables.authenticators.update({ ...used, recovery_codes, confirmed_at: work.now });
  await sendMail(work, mailOf(member, 'added'));
  return codes;
}

/** Replaces the recovery codes. Throws 409 for a member without an app. */
export async function renewRecoveryCodes(
  work: Work,
  member: MemberRecord,
): Promise<readonly string[]> {
  const record = await enabledAuthenticator(work, member);
  if (record === undefined) {
    throw new ApiError('conflict', 'There is no authenticator app: add one first');
  }
  const codes = newRecoveryCodes(work);
  const recovery_codes = await Promise.all(codes.map(hashOf));
  await work.tables.authenticators.update({ ...record, recovery_codes });
  return codes;
}

/** Removes the app of a member, and tells them by mail. Returns false when there was none. */
export async function removeAuthenticator(work: Work, member: MemberRecord): Promise<boolean> {
  const wasEnabled = (await enabledAuthenticator(work, member)) !== undefined;
  await work.tables.authenticators.delete(member.id);
  if (wasEnabled) await sendMail(work, mailOf(member, 'removed'));
  return wasEnabled;
}

/**
 * Uses a code of an app, or a recovery code. Returns why it is refused, and does not throw: what a wrong one costs is to be
 * kept.
 */
export async function useCode(
  { tables, now }: Work,
  record: AuthenticatorRecord,
  entered: string,
): Promise<ApiError | undefined> {
  const { locked_until } = record;
  if (locked_until !== null && now < locked_until)
    return wrongTotp('is locked after wrong codes', locked_until - now);
  const code = entered.replaceAll(/[\s-]/g, '');
  const used = await afterUse(record, code, now);
  if (used !== undefined) {
    await tables.authenticators.update({ ...used, failures: 0, locked_until: null });
    return undefined;
  }
  const failures = record.failures + 1;
  const locks = failures % TRIES_BEFORE_LOCK === 0 ? failures / TRIES_BEFORE_LOCK : 0;
  const lockMs = Math.min(FIRST_LOCK_MS * 2 ** (locks - 1), LONGEST_LOCK_MS);
  const until = locks === 0 ? null : now + lockMs;
  await tables.authenticators.update({ ...record, failures, locked_until: until });
  return until === null
    ? wrongTotp('is not right, or was used')
    : wrongTotp('is not right', lockMs);
}

/** Returns the record without what was used; undefined when the code is not right. */
async function afterUse(
  record: AuthenticatorRecord,
  code: string,
  now: number,
): Promise<AuthenticatorRecord | undefined> {
  if (/^\d{6}$/.test(code)) {
    const step = await matchingStep(record.secret, code, now, record.last_step);
    return step === undefined ? undefined : { ...record, last_step: step };
  }
  const hash = await hashOf(code);
  const recovery_codes = record.recovery_codes.filter((one) => one !== hash);
  return recovery_codes.length < record.recovery_codes.length
    ? { ...record, recovery_codes }
    : undefined;
}

export function presentAuthenticator(record: AuthenticatorRecord | undefined): Authenticator {
  return {
    object: 'authenticator',
    is_enabled: record !== undefined,
    confirmed_at: nullableTimestamp(record?.confirmed_at ?? null),
    recovery_codes_left: record?.recovery_codes.length ?? 0,
  };
}

/** The refusal of a code of an app. */
export function wrongTotp(problem: string, lockedMs?: number): ApiError {
  const minutes = Math.ceil((lockedMs ?? 0) / 60_000);
  const message = lockedMs === undefined ? problem : `${problem}; try again in ${minutes} minutes`;
  return validationError([{ field: 'totp', message }]);
}

function newRecoveryCodes({ ports }: Work): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => ports.ids.secret(RECOVERY_CODE_LENGTH));
}

async function hashOf(code: string): Promise<string> {
  const hash = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function mailOf({ email }: MemberRecord, what: 'added' | 'removed') {
  return {
    kind: `authenticator_${what}`,
    to: email ?? '',
    subject: `An authenticator app was ${what}`,
    text: `Somebody who is signed in to your account has ${what} an authenticator app.

If that was not you, end the sessions that you do not know, under Settings, Security, and tell an owner of your organization.
`,
    expires_at: null,
  };
}
