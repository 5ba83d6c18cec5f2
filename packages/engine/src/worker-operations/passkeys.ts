import type { ListPasskeysQuery } from '@firsthandapi/spec/worker';
import { notFound } from '../errors/api-error.ts';
import { listPage } from '../lists/pagination.ts';
import { creationChallenge } from '../passkeys/passkey-ceremonies.ts';
import {
  addPasskey as add,
  type PasskeyHolder,
  passkeysOfHolder,
  presentPasskey,
  type VerifiedPasskey,
} from '../passkeys/passkeys.ts';
import { addressOf } from '../people/worker-accounts.ts';
import { auditOwn } from '../people/worker-audit.ts';
import type { WorkerCall } from '../work/worker-call.ts';
import type { WorkerOperation } from './worker-operation.ts';

export const getNewPasskeyChallenge: WorkerOperation = async (call) => {
  const { id } = call.worker;
  const maker = {
    id,
    name: await addressOf(call, id),
    known: await passkeysOfHolder(call.tables, holderOf(call)),
  };
  return { status: 200, body: await creationChallenge(call.ports, maker, call.now) };
};

export const listPasskeys: WorkerOperation<unknown, ListPasskeysQuery> = (call) =>
  listPage(call, call.tables.passkeys, { where: { ...holderOf(call) } }, presentPasskey);

/** Takes what was verified before, outside of the transaction. */
export const addPasskey: WorkerOperation<VerifiedPasskey> = async (call) => {
  const address = await addressOf(call, call.worker.id);
  const passkey = await add(call, holderOf(call), address, call.body);
  await auditOwn(call, 'passkey.added', { type: 'passkey', id: passkey.id });
  return { status: 201, body: presentPasskey(passkey) };
};

export const removePasskey: WorkerOperation = async (call) => {
  const id = call.parameters.id ?? '';
  const passkey = await call.tables.passkeys.get(id);
  if (passkey?.organization_id !== call.organization_id) throw notFound('passkey', id);
  await call.tables.passkeys.delete(id);
  await auditOwn(call, 'passkey.removed', { type: 'passkey', id });
  return { status: 204 };
};

function holderOf({ organization_id }: WorkerCall): PasskeyHolder {
  return { organization_id, member_id: null };
}
