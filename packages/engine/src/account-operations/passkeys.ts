import type { ListPasskeysQuery } from '@firsthandapi/spec/account';
import { notFound } from '../errors/api-error.ts';
import { listPage } from '../lists/pagination.ts';
import { auditMember } from '../members/member-audit.ts';
import { creationChallenge } from '../passkeys/passkey-ceremonies.ts';
import {
  addPasskey as add,
  type PasskeyHolder,
  passkeysOfHolder,
  presentPasskey,
  type VerifiedPasskey,
} from '../passkeys/passkeys.ts';
import type { MemberCall } from '../work/member-call.ts';
import type { AccountOperation } from './account-operation.ts';

export const getNewPasskeyChallenge: AccountOperation = async (call) => {
  const { member, organization } = call;
  const maker = {
    id: member.id,
    // Who acts for two organizations has a passkey of each, which their device lists side by side.
    name: `${member.email} (${organization.name})`,
    known: await passkeysOfHolder(call.tables, holderOf(call)),
  };
  return { status: 200, body: await creationChallenge(call.ports, maker, call.now) };
};

export const listPasskeys: AccountOperation<unknown, ListPasskeysQuery> = (call) =>
  listPage(call, call.tables.passkeys, { where: { ...holderOf(call) } }, presentPasskey);

/** Takes what was verified before, outside of the transaction. */
export const addPasskey: AccountOperation<VerifiedPasskey> = async (call) => {
  const passkey = await add(call, holderOf(call), call.member.email ?? '', call.body);
  await auditMember(call, 'passkey.added', { type: 'passkey', id: passkey.id });
  return { status: 201, body: presentPasskey(passkey) };
};

export const removePasskey: AccountOperation = async (call) => {
  const id = call.parameters.id ?? '';
  const passkey = await call.tables.passkeys.get(id);
  if (passkey?.member_id !== call.member.id) throw notFound('passkey', id);
  await call.tables.passkeys.delete(id);
  await auditMember(call, 'passkey.removed', { type: 'passkey', id });
  return { status: 204 };
};

function holderOf({ organization_id, member }: MemberCall): PasskeyHolder {
  return { organization_id, member_id: member.id };
}
