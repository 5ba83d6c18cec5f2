import type { PasskeySignInRequest } from '@firsthandapi/spec/account';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { Reply } from '../http/reply.ts';
import { endSession } from '../keys/session-key.ts';
import { signInChallenge, verifyUse } from '../passkeys/passkey-ceremonies.ts';
import { notePasskeyUse, wrongPasskey } from '../passkeys/passkeys.ts';
import { limitTries } from '../sign-in/sign-in-steps.ts';
import type { AccountTrace } from './account-trace.ts';
import { memberOf } from './member-of.ts';
import { openSession, workIn } from './open-session.ts';

/** A challenge for whoever wants to sign in. */
export async function getPasskeyChallenge(
  { ports }: DispatchContext,
  { startedAt }: AccountTrace,
): Promise<Reply> {
  return { status: 200, body: await signInChallenge(ports, 'member', startedAt) };
}

/** Opens a session for the member whose passkey it is. */
export async function signInWithPasskey(
  context: DispatchContext,
  trace: AccountTrace,
  request: PasskeySignInRequest,
): Promise<Reply> {
  const { ports } = context;
  await limitTries(context, trace);
  const { passkey, counter } = await verifyUse(ports, 'member', request, trace.startedAt);
  const former = await memberOf(context, trace.request, trace.startedAt);
  return ports.store.transact(async (tables) => {
    const work = workIn(context, trace, tables);
    if (!(await notePasskeyUse(work, passkey, counter))) throw wrongPasskey();
    const member = await tables.members.get(passkey.member_id ?? '');
    const organization = await tables.organizations.get(passkey.organization_id);
    if (member === undefined || organization === undefined || organization.erased_at !== null) {
      throw wrongPasskey();
    }
    if (former !== undefined) await endSession(work, former.session);
    return openSession(context, trace, work, { member, organization });
  });
}
