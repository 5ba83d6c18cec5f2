import {
  addAuthenticator as add,
  enabledAuthenticator,
  presentAuthenticator,
  removeAuthenticator as remove,
  renewRecoveryCodes as renew,
} from '../members/authenticator.ts';
import { auditMember } from '../members/member-audit.ts';
import { totpUri } from '../members/totp.ts';
import type { MemberCall } from '../work/member-call.ts';
import type { AccountOperation } from './account-operation.ts';

export const getAuthenticator: AccountOperation = async (call) => {
  const record = await enabledAuthenticator(call, call.member);
  return { status: 200, body: presentAuthenticator(record) };
};

export const addAuthenticator: AccountOperation = async (call) => {
  const { secret } = await add(call, call.member);
  const uri = totpUri(secret, call.member.email ?? '');
  return { status: 201, body: { object: 'authenticator_secret', secret, uri } };
};

export const removeAuthenticator: AccountOperation = async (call) => {
  if (await remove(call, call.member)) {
    await auditMember(call, 'authenticator.removed', resourceOf(call));
  }
  return { status: 204 };
};

export const renewRecoveryCodes: AccountOperation = async (call) => {
  const codes = await renew(call, call.member);
  await auditMember(call, 'recovery_codes.renewed', resourceOf(call));
  return { status: 201, body: { object: 'recovery_codes', codes } };
};

function resourceOf({ member }: MemberCall) {
  return { type: 'member', id: member.id };
}
