import type { AcceptInvitationRequest, SignInRequest } from '@firsthandapi/spec/account';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { limitSignups } from '../dispatch/handle-signup.ts';
import { ApiError, validationError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import { endSession } from '../keys/session-key.ts';
import { enabledAuthenticator, useCode as useTotp, wrongTotp } from '../members/authenticator.ts';
import { acceptInvitation as accept } from '../members/invitations.ts';
import { auditAs, originOf } from '../members/member-audit.ts';
import { type Membership, membershipOf, openOwnOrganization } from '../members/memberships.ts';
import { returnCode, useCode } from '../sign-in/sign-in-codes.ts';
import { limitTries, wrongCode } from '../sign-in/sign-in-steps.ts';
import type { MemberRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import type { AccountTrace } from './account-trace.ts';
import { memberOf } from './member-of.ts';
import { openSession, workIn } from './open-session.ts';

/** Opens a session for who has the code, and an organization for an address that acts for none. */
export async function signIn(
  context: DispatchContext,
  trace: AccountTrace,
  request: SignInRequest,
): Promise<Reply> {
  await limitTries(context, trace);
  const outcome = await attempt(context, trace, request, membershipOf);
  if (outcome !== 'unknown') return outcome;
  const name = request.organization_name;
  if (name === undefined) {
    const message = 'is required: this address acts for no organization yet';
    throw validationError([{ field: 'organization_name', message }]);
  }
  await context.settings.admitSignup?.(trace.request.headers, trace.startedAt);
  await limitSignups(context, trace);
  const opened = await attempt(context, trace, request, (work, email) =>
    openOwnOrganization(work, email, name),
  );
  if (opened === 'unknown') throw new Error('An organization was opened and is not there');
  return opened;
}

type FindMembership = (
  work: Work,
  email: string,
  organizationId: string | undefined,
) => Promise<Membership | undefined>;

/** Leaves the code as it is when the address acts for no organization. */
class UnknownAddress extends Error {}

async function attempt(
  context: DispatchContext,
  trace: AccountTrace,
  { email, code, totp, organization_id }: SignInRequest,
  find: FindMembership,
): Promise<Reply | 'unknown'> {
  const former = await memberOf(context, trace.request, trace.startedAt);
  try {
    const outcome = await context.ports.store.transact(async (tables) => {
      const work = workIn(context, trace, tables);
      const check = await useCode(work, { audience: 'member', email }, code);
      // Returned and not thrown, since the try that it cost is to be kept.
      if (!check.isRight) return check.triesLeft;
      const membership = await find(work, email, organization_id);
      if (membership === undefined) throw new UnknownAddress();
      const refusal = await totpRefusal(work, membership.member, totp);
      if (refusal !== undefined) {
        await returnCode(work, check.used);
        return refusal;
      }
      if (former !== undefined) await endSession(work, former.session);
      return openSession(context, trace, work, membership);
    });
    if (typeof outcome === 'number') throw wrongCode(outcome);
    if (outcome instanceof ApiError) throw outcome;
    return outcome;
  } catch (error) {
    if (error instanceof UnknownAddress) return 'unknown';
    throw error;
  }
}

/** Returns why the code of an authenticator app is refused; undefined when it is right, or the member has no app. */
async function totpRefusal(
  work: Work,
  member: MemberRecord,
  totp: string | undefined,
): Promise<ApiError | undefined> {
  const record = await enabledAuthenticator(work, member);
  if (record === undefined) return undefined;
  if (totp === undefined) return wrongTotp('is required: you have an authenticator app');
  return useTotp(work, record, totp);
}

/** Opens a session for who has the token of an invitation. */
export async function acceptInvitation(
  context: DispatchContext,
  trace: AccountTrace,
  request: AcceptInvitationRequest,
): Promise<Reply> {
  await limitTries(context, trace);
  const former = await memberOf(context, trace.request, trace.startedAt);
  return context.ports.store.transact(async (tables) => {
    const work = workIn(context, trace, tables);
    const member = await accept(work, request);
    const organization = await tables.organizations.get(member.organization_id);
    if (organization === undefined || organization.erased_at !== null) {
      throw validationError([{ field: 'token', message: 'is for an organization that is gone' }]);
    }
    const origin = originOf(trace.request, trace.requestId);
    await auditAs(work, member, 'member.joined', { type: 'member', id: member.id }, origin);
    if (former !== undefined) await endSession(work, former.session);
    return openSession(context, trace, work, { member, organization });
  });
}
