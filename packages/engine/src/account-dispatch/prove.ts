import type { ConfirmAuthenticatorRequest, ProofRequest } from '@firsthandapi/spec/account';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { ApiError, validationError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import {
  confirmAuthenticator as confirm,
  enabledAuthenticator,
  useCode as useTotp,
  wrongTotp,
} from '../members/authenticator.ts';
import { auditAs, originOf } from '../members/member-audit.ts';
import { presentMemberSession } from '../members/member-sessions.ts';
import { type VerifiedUse, verifyUse } from '../passkeys/passkey-ceremonies.ts';
import { notePasskeyUse, wrongPasskey } from '../passkeys/passkeys.ts';
import { useCode } from '../sign-in/sign-in-codes.ts';
import { limitTries, sendCode, wrongCode } from '../sign-in/sign-in-steps.ts';
import type { Work } from '../work/work.ts';
import type { AccountTrace } from './account-trace.ts';
import type { SignedInMember } from './member-of.ts';
import { workIn } from './open-session.ts';

/** Mails the member a code that proves who is there, and opens no session. */
export function requestProofCode(
  context: DispatchContext,
  trace: AccountTrace,
  { member }: SignedInMember,
): Promise<Reply> {
  return sendCode(context, trace, { audience: 'proof', email: member.email ?? '' });
}

/** Renews the proof of the session of a request. What a wrong code costs is kept. */
export async function prove(
  context: DispatchContext,
  trace: AccountTrace,
  signedIn: SignedInMember,
  request: ProofRequest,
): Promise<Reply> {
  await limitTries(context, trace);
  const proof = await readProof(context, trace, signedIn, request);
  const outcome = await context.ports.store.transact(async (tables) => {
    const work = workIn(context, trace, tables);
    const refusal = await refusalOf(work, signedIn, proof);
    return refusal ?? renew(work, trace, signedIn);
  }, signedIn.organization.id);
  if (outcome instanceof ApiError) throw outcome;
  return outcome;
}

/** Lets the authenticator app of a member count. What a wrong code costs is kept. */
export async function confirmAuthenticator(
  context: DispatchContext,
  trace: AccountTrace,
  { member, organization }: SignedInMember,
  { totp }: ConfirmAuthenticatorRequest,
): Promise<Reply> {
  await limitTries(context, trace);
  const outcome = await context.ports.store.transact(async (tables) => {
    const work = workIn(context, trace, tables);
    const codes = await confirm(work, member, totp);
    if (codes instanceof ApiError) return codes;
    const origin = originOf(trace.request, trace.requestId);
    const resource = { type: 'member', id: member.id };
    await auditAs(work, member, 'authenticator.added', resource, origin);
    return codes;
  }, organization.id);
  if (outcome instanceof ApiError) throw outcome;
  return { status: 201, body: { object: 'recovery_codes', codes: outcome } };
}

/** A proof, with what only a call outside of the transaction can verify verified. */
type Proof = { readonly code: string } | { readonly totp: string } | { readonly use: VerifiedUse };

async function readProof(
  { ports }: DispatchContext,
  { startedAt: now }: AccountTrace,
  { member }: SignedInMember,
  { code, totp, passkey }: ProofRequest,
): Promise<Proof> {
  const given = [code, totp, passkey].filter((one) => one !== undefined);
  if (given.length !== 1) {
    const message = 'is required, or totp, or a passkey, and only one of them';
    throw validationError([{ field: 'code', message }]);
  }
  if (totp !== undefined) return { totp };
  if (passkey === undefined) return { code: code ?? '' };
  const use = await verifyUse(ports, 'member', passkey, now);
  if (use.passkey.member_id !== member.id) throw wrongPasskey();
  return { use };
}

async function refusalOf(
  work: Work,
  { member }: SignedInMember,
  proof: Proof,
): Promise<ApiError | undefined> {
  if ('use' in proof) {
    const { passkey, counter } = proof.use;
    return (await notePasskeyUse(work, passkey, counter)) ? undefined : wrongPasskey();
  }
  const authenticator = await enabledAuthenticator(work, member);
  if ('totp' in proof) {
    if (authenticator === undefined) return wrongTotp('is of no authenticator app: use a code');
    return useTotp(work, authenticator, proof.totp);
  }
  if (authenticator !== undefined) return wrongTotp('is required: you have an authenticator app');
  const holder = { audience: 'proof', email: member.email ?? '' } as const;
  const check = await useCode(work, holder, proof.code);
  return check.isRight ? undefined : wrongCode(check.triesLeft);
}

async function renew(
  work: Work,
  { request, requestId }: AccountTrace,
  { member, session }: SignedInMember,
): Promise<Reply> {
  const current = await work.tables.api_keys.get(session.id);
  if (current === undefined) {
    throw new ApiError('authentication_error', 'Invalid or missing session');
  }
  const proven = { ...current, proven_at: work.now };
  await work.tables.api_keys.update(proven);
  const origin = originOf(request, requestId);
  await auditAs(work, member, 'session.proven', { type: 'session', id: session.id }, origin);
  return { status: 200, body: presentMemberSession(proven, session.id, work.now) };
}
