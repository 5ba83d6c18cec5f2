import type { SignInCodeRequest, SignInRequest } from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { Reply } from '../http/reply.ts';
import { findWorker, openWorkerAccount } from '../people/worker-accounts.ts';
import { useCode } from '../sign-in/sign-in-codes.ts';
import { limitTries, sendCode, wrongCode } from '../sign-in/sign-in-steps.ts';
import { openSignIn, replyWithSession } from './open-sign-in.ts';
import type { WorkerTrace } from './worker-trace.ts';

/** Mails a code to an address, known or not. */
export function requestSignInCode(
  context: DispatchContext,
  trace: WorkerTrace,
  { email }: SignInCodeRequest,
): Promise<Reply> {
  return sendCode(context, trace, { audience: 'worker', email });
}

/** Opens a session for who has the code, and an account for an address that has none. */
export async function signIn(
  context: DispatchContext,
  trace: WorkerTrace,
  { email, code, device_name, delivery }: SignInRequest,
): Promise<Reply> {
  const { ports, settings } = context;
  const { startedAt: now } = trace;
  await limitTries(context, trace);
  const outcome = await ports.store.transact(async (tables) => {
    const work = { ports, settings, tables, now };
    const check = await useCode(work, { audience: 'worker', email }, code);
    // Returned and not thrown, since the try that it cost is to be kept.
    if (!check.isRight) return { triesLeft: check.triesLeft };
    const worker = (await findWorker(work, email)) ?? (await openWorkerAccount(work, email));
    return openSignIn(work, trace, worker, device_name);
  });
  if ('triesLeft' in outcome) throw wrongCode(outcome.triesLeft);
  return replyWithSession(context, outcome, delivery);
}
