import type { ListPasskeysQuery, PasskeyChallenge } from '@firsthandapi/spec/worker';
import { notFound } from '../errors/api-error.ts';
import { listPage } from '../lists/pagination.ts';
import { issueChallenge } from '../passkeys/passkey-challenge.ts';
import {
  addPasskey as add,
  passkeysOf,
  passkeysOfWorker,
  presentPasskey,
} from '../passkeys/passkeys.ts';
import { addressOf } from '../people/worker-accounts.ts';
import { auditOwn } from '../people/worker-audit.ts';
import type { NewPasskey } from '../ports.ts';
import { timestamp } from '../time/timestamp.ts';
import type { WorkerOperation } from './worker-operation.ts';

export const getNewPasskeyChallenge: WorkerOperation = async (call) => {
  const { ports, tables, worker, now } = call;
  const known = await passkeysOfWorker(tables, worker.id);
  const { challenge, expires_at } = issueChallenge(ports, worker.id, now);
  const body: PasskeyChallenge = {
    object: 'passkey_challenge',
    challenge,
    options: await passkeysOf(ports).creationOptions({
      challenge,
      worker: { id: worker.id, name: await addressOf(call, worker.id) },
      known: known.map(({ credential_id }) => credential_id),
    }),
    expires_at: timestamp(expires_at),
  };
  return { status: 200, body };
};

export const listPasskeys: WorkerOperation<unknown, ListPasskeysQuery> = (call) => {
  const { organization_id } = call;
  return listPage(call, call.tables.passkeys, { where: { organization_id } }, presentPasskey);
};

/** A passkey that was verified before, outside of the transaction. */
export interface VerifiedPasskey {
  readonly name: string;
  readonly verified: NewPasskey;
}

export const addPasskey: WorkerOperation<VerifiedPasskey> = async (call) => {
  const { name, verified } = call.body;
  const passkey = await add(call, call.organization_id, name, verified);
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
