import type { PasskeySignInRequest } from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { Reply } from '../http/reply.ts';
import { signInChallenge, verifyUse } from '../passkeys/passkey-ceremonies.ts';
import { notePasskeyUse, wrongPasskey } from '../passkeys/passkeys.ts';
import { limitTries } from '../sign-in/sign-in-steps.ts';
import { openSignIn, replyWithSession } from './open-sign-in.ts';
import type { WorkerTrace } from './worker-trace.ts';

/** A challenge for whoever wants to sign in. */
export async function getPasskeyChallenge(
  { ports }: DispatchContext,
  { startedAt }: WorkerTrace,
): Promise<Reply> {
  return { status: 200, body: await signInChallenge(ports, 'worker', startedAt) };
}

/** Opens a session for the worker whose passkey it is. */
export async function signInWithPasskey(
  context: DispatchContext,
  trace: WorkerTrace,
  request: PasskeySignInRequest,
): Promise<Reply> {
  const { ports, settings } = context;
  const { startedAt: now } = trace;
  await limitTries(context, trace);
  const { passkey, counter } = await verifyUse(ports, 'worker', request, now);
  const opened = await ports.store.transact(async (tables) => {
    const work = { ports, settings, tables, now };
    if (!(await notePasskeyUse(work, passkey, counter))) throw wrongPasskey();
    const worker = await tables.workers.get(passkey.organization_id);
    if (worker === undefined) throw wrongPasskey();
    return openSignIn(work, trace, worker, request.device_name);
  });
  return replyWithSession(context, opened, request.delivery);
}
