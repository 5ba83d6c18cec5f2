import type {
  AddPasskeyRequest,
  PasskeyChallenge,
  PasskeySignInRequest,
} from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { Reply } from '../http/reply.ts';
import { issueChallenge, useChallenge } from '../passkeys/passkey-challenge.ts';
import { findPasskey, notePasskeyUse, passkeysOf, wrongPasskey } from '../passkeys/passkeys.ts';
import { limitTries } from '../sign-in/sign-in-steps.ts';
import type { PasskeyRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';
import type { VerifiedPasskey } from '../worker-operations/passkeys.ts';
import { openSignIn, replyWithSession } from './open-sign-in.ts';
import type { WorkerTrace } from './worker-trace.ts';

/** Who wants to sign in is nobody yet. */
const NOBODY = '';

/** A challenge for whoever wants to sign in. */
export async function getPasskeyChallenge(
  { ports }: DispatchContext,
  { startedAt }: WorkerTrace,
): Promise<Reply> {
  const { challenge, expires_at } = issueChallenge(ports, NOBODY, startedAt);
  const body: PasskeyChallenge = {
    object: 'passkey_challenge',
    challenge,
    options: await passkeysOf(ports).requestOptions(challenge),
    expires_at: timestamp(expires_at),
  };
  return { status: 200, body };
}

/** Opens a session for who has a passkey. What is verified is verified before the transaction, which it would hold up. */
export async function signInWithPasskey(
  context: DispatchContext,
  trace: WorkerTrace,
  request: PasskeySignInRequest,
): Promise<Reply> {
  const { ports, settings } = context;
  const { startedAt: now } = trace;
  await limitTries(context, trace);
  const { passkey, counter } = await verifyUse(context, request, now);
  const opened = await ports.store.transact(async (tables) => {
    const work = { ports, settings, tables, now };
    if (!(await notePasskeyUse(work, passkey, counter))) throw wrongPasskey();
    const worker = await tables.workers.get(passkey.organization_id);
    if (worker === undefined) throw wrongPasskey();
    return openSignIn(work, trace, worker, request.device_name);
  });
  return replyWithSession(context, opened, request.delivery);
}

/** Verifies what a browser has made for a worker. Throws 400 for everything that does not verify. */
export async function verifyMade(
  { ports }: DispatchContext,
  workerId: string,
  { name, ...made }: AddPasskeyRequest,
  now: number,
): Promise<VerifiedPasskey> {
  const passkeys = passkeysOf(ports);
  const isOurs = await useChallenge(ports, workerId, made.challenge, now);
  const verified = isOurs ? await passkeys.verifyMade(made) : undefined;
  if (verified === undefined) throw wrongPasskey();
  return { name, verified };
}

async function verifyUse(
  { ports }: DispatchContext,
  request: PasskeySignInRequest,
  now: number,
): Promise<{ readonly passkey: PasskeyRecord; readonly counter: number }> {
  const passkeys = passkeysOf(ports);
  if (!(await useChallenge(ports, NOBODY, request.challenge, now))) throw wrongPasskey();
  const passkey = await ports.store.read((tables) => findPasskey(tables, request.credential_id));
  const counter = passkey && (await passkeys.verifyUsed(request, passkey));
  if (passkey === undefined || counter === undefined) throw wrongPasskey();
  return { passkey, counter };
}
