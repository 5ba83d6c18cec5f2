import type { SignInCode, SignInCodeRequest, SignInRequest } from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { validationError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import { addressIdentities, issueCode, useCode } from '../people/sign-in-codes.ts';
import { findWorker, openWorkerAccount } from '../people/worker-accounts.ts';
import { windowOf } from '../rate-limits/rate-windows.ts';
import { timestamp } from '../time/timestamp.ts';
import { clientOf, limit, limitTries, openSignIn, replyWithSession } from './open-sign-in.ts';
import type { WorkerTrace } from './worker-trace.ts';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const CODES_PER_CLIENT = 20;
const CODES_PER_ADDRESS = 10;

/** Mails a code to an address, known or not. */
export async function requestSignInCode(
  context: DispatchContext,
  trace: WorkerTrace,
  { email }: SignInCodeRequest,
): Promise<Reply> {
  const { ports, settings } = context;
  const { startedAt: now } = trace;
  await settings.admitSignIn?.(trace.request.headers, now);
  const address = addressIdentities(ports.keyring, email)[0];
  await limit(context, trace, [
    windowOf(`sign-in:client:${clientOf(trace)}`, CODES_PER_CLIENT, HOUR_MS, now),
    windowOf(`sign-in:address:${address}`, CODES_PER_ADDRESS, DAY_MS, now),
  ]);
  const issued = await ports.store.transact((tables) =>
    issueCode({ ports, settings, tables, now }, email),
  );
  const body: SignInCode = {
    object: 'sign_in_code',
    expires_at: timestamp(issued.expires_at),
    resend_at: timestamp(issued.resend_at),
  };
  return { status: 202, body };
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
    const check = await useCode(work, email, code);
    // Returned and not thrown, since the try that it cost is to be kept.
    if (!check.isRight) return { triesLeft: check.triesLeft };
    const worker = (await findWorker(work, email)) ?? (await openWorkerAccount(work, email));
    return openSignIn(work, trace, worker, device_name);
  });
  if ('triesLeft' in outcome) throw wrongCode(outcome.triesLeft);
  return replyWithSession(context, outcome, delivery);
}

function wrongCode(triesLeft: number) {
  const message =
    triesLeft === 0
      ? 'is not right, or is over: request a new one'
      : `is not right: ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`;
  return validationError([{ field: 'code', message }]);
}
