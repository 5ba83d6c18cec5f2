import { ApiError } from '../errors/api-error.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Ids, Keyring } from '../ports.ts';
import type { SignInCodeRecord, TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

/** The kind of task that deletes a code which was not used; its subject is the code. */
export const CODE_EXPIRE_TASK = 'sign_in_code.expire';

const MINUTE_MS = 60_000;
const VALID_MS = 10 * MINUTE_MS;
/** An address gets no other code sooner. */
const RESEND_MS = MINUTE_MS;
const TRIES = 5;
const DIGITS = 6;
const DRAWN_CHARACTERS = 64;

/** What a code is for: who signs in with it, or a member's proof. A code of one audience is none of another's. */
export type Audience = 'worker' | 'member' | 'proof';

/** What the keyring signs addresses and codes for. */
const PURPOSES = {
  worker: { address: 'sign-in-address', code: 'sign-in-code' },
  member: { address: 'member-address', code: 'member-sign-in-code' },
  proof: { address: 'proof-address', code: 'proof-code' },
} as const;

/** Whose code it is. */
export interface CodeHolder {
  readonly audience: Audience;
  readonly email: string;
}

/** When a code ends, and when another one can be requested. */
export interface IssuedCode {
  readonly expires_at: Instant;
  readonly resend_at: Instant;
}

/**
 * Returns what stands for an address, of which a code's record holds nothing else: a keyed hash under each signing key, the
 * current one first.
 */
export function addressIdentities(
  keyring: Pick<Keyring, 'signatures'>,
  { audience, email }: CodeHolder,
): readonly string[] {
  return keyring.signatures(PURPOSES[audience].address, email.toLowerCase());
}

/**
 * Mails a new code to an address, which ends the one before. Known and unknown addresses are treated alike. Throws 429 within a
 * minute of the last code.
 */
export async function issueCode(work: Work, holder: CodeHolder): Promise<IssuedCode> {
  const { ports, tables, now } = work;
  const { audience, email } = holder;
  const last = await findCode(work, holder);
  if (last !== undefined && now < last.created_at + RESEND_MS) {
    throw tooSoon(last.created_at + RESEND_MS - now);
  }
  if (last !== undefined) await tables.sign_in_codes.delete(last.id);
  const code = randomCode(ports.ids);
  const record: SignInCodeRecord = {
    id: addressIdentities(ports.keyring, holder)[0] ?? '',
    code: ports.keyring.sign(PURPOSES[audience].code, signed(email, code)),
    tries_left: TRIES,
    created_at: now,
    expires_at: now + VALID_MS,
  };
  await tables.sign_in_codes.insert(record);
  await tables.tasks.schedule({
    id: `${CODE_EXPIRE_TASK}:${record.id}:${record.expires_at}`,
    due_at: record.expires_at,
    kind: CODE_EXPIRE_TASK,
    subject: record.id,
    data: {},
  });
  await sendMail(work, codeMail(holder, code, record.expires_at));
  return { expires_at: record.expires_at, resend_at: now + RESEND_MS };
}

/** A code was right, or wrong with so many tries left: 0 when there is none, or no longer. */
export type CodeCheck =
  | { readonly isRight: true; readonly used: SignInCodeRecord }
  | { readonly isRight: false; triesLeft: number };

/** Uses a code, which works once. A wrong one costs a try, also of a code that was sent to someone else. */
export async function useCode(work: Work, holder: CodeHolder, entered: string): Promise<CodeCheck> {
  const { ports, tables, now } = work;
  const record = await findCode(work, holder);
  if (record === undefined || record.expires_at <= now || record.tries_left === 0) {
    return { isRight: false, triesLeft: 0 };
  }
  const digits = entered.replaceAll(/\s/g, '');
  const purpose = PURPOSES[holder.audience].code;
  if (ports.keyring.verify(purpose, signed(holder.email, digits), record.code)) {
    await tables.sign_in_codes.delete(record.id);
    return { isRight: true, used: record };
  }
  const triesLeft = record.tries_left - 1;
  await tables.sign_in_codes.update({ ...record, tries_left: triesLeft });
  return { isRight: false, triesLeft };
}

/** Lets a code that was right be used again, for a try: what came with it was wrong. */
export async function returnCode({ tables }: Work, used: SignInCodeRecord): Promise<void> {
  await tables.sign_in_codes.insert({ ...used, tries_left: used.tries_left - 1 });
}

/** Task `sign_in_code.expire`: deletes a code that nobody used. */
export async function expireCode({ tables, now }: Work, { subject }: TaskRecord): Promise<void> {
  const record = await tables.sign_in_codes.get(subject);
  if (record !== undefined && record.expires_at <= now) await tables.sign_in_codes.delete(subject);
}

async function findCode(
  { ports, tables }: Work,
  holder: CodeHolder,
): Promise<SignInCodeRecord | undefined> {
  for (const id of addressIdentities(ports.keyring, holder)) {
    const record = await tables.sign_in_codes.get(id);
    if (record !== undefined) return record;
  }
  return undefined;
}

function signed(email: string, code: string): string {
  return `${email.toLowerCase()}:${code}`;
}

/** The digits among random characters: each is as likely as any other. */
function randomCode(ids: Pick<Ids, 'secret'>): string {
  let digits = '';
  while (digits.length < DIGITS) digits += ids.secret(DRAWN_CHARACTERS).replaceAll(/\D/g, '');
  return digits.slice(0, DIGITS);
}

function codeMail({ audience, email }: CodeHolder, code: string, expires_at: Instant) {
  const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
  const { kind, subject, unasked } = audience === 'proof' ? PROOF_MAIL : SIGN_IN_MAIL;
  return {
    kind,
    to: email,
    subject: `${shown} ${subject}`,
    text: `Your code is ${shown}

Enter it where you asked for it. It works once, for 10 minutes.

${unasked} We never ask for a code by
phone or message.
`,
    expires_at,
  };
}

const SIGN_IN_MAIL = {
  kind: 'sign_in_code',
  subject: 'is your code for FirstHandAPI',
  unasked: `If you did not ask for a code, ignore this mail: without it, nobody can sign in with your address.`,
};

const PROOF_MAIL = {
  kind: 'proof_code',
  subject: 'confirms a change of your FirstHandAPI account',
  unasked: `It confirms something that costs money or cannot be undone. If you did not ask for it, somebody uses your session:
do not pass it on, and end the sessions that you do not know, under Settings, Security.`,
};

function tooSoon(milliseconds: number): ApiError {
  const seconds = Math.ceil(milliseconds / 1_000);
  return new ApiError('rate_limit_exceeded', `A code was just sent; ask again in ${seconds} s`, {
    headers: { 'Retry-After': String(seconds) },
  });
}
