import type { SignInCode } from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { UNKNOWN_CLIENT } from '../dispatch/record-request.ts';
import type { Trace } from '../dispatch/trace.ts';
import { validationError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { type LimitedWindow, windowOf } from '../rate-limits/rate-windows.ts';
import type { Instant } from '../time/instant.ts';
import { timestamp } from '../time/timestamp.ts';
import { addressIdentities, type CodeHolder, issueCode } from './sign-in-codes.ts';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const CODES_PER_CLIENT = 20;
const CODES_PER_ADDRESS = 10;
const TRIES_PER_CLIENT = 60;

/** What signing in needs of a request's trace. */
export type SignInTrace = Pick<Trace, 'request' | 'requestId' | 'client' | 'startedAt' | 'rate'>;

/** Mails a code to an address, known or not. */
export async function sendCode(
  context: DispatchContext,
  trace: SignInTrace,
  holder: CodeHolder,
): Promise<Reply> {
  const { ports, settings } = context;
  const { startedAt: now } = trace;
  // Who asks for a proof is signed in.
  if (holder.audience !== 'proof') await settings.admitSignIn?.(trace.request.headers, now);
  await countAgainst(context, trace, codeWindows(context, trace, holder, now));
  const issued = await ports.store.transact((tables) =>
    issueCode({ ports, settings, tables, now }, holder),
  );
  const body: SignInCode = {
    object: 'sign_in_code',
    expires_at: timestamp(issued.expires_at),
    resend_at: timestamp(issued.resend_at),
  };
  return { status: 202, body };
}

function codeWindows(
  { ports }: DispatchContext,
  trace: SignInTrace,
  holder: CodeHolder,
  now: Instant,
): readonly LimitedWindow[] {
  const address = addressIdentities(ports.keyring, holder)[0];
  return [
    windowOf(`sign-in:client:${clientOf(trace)}`, CODES_PER_CLIENT, HOUR_MS, now),
    windowOf(`sign-in:address:${address}`, CODES_PER_ADDRESS, DAY_MS, now),
  ];
}

/** Counts an attempt to sign in against its client's address; throws 429 beyond the limit. */
export async function limitTries(context: DispatchContext, trace: SignInTrace): Promise<void> {
  const window = windowOf(
    `sign-in:try:${clientOf(trace)}`,
    TRIES_PER_CLIENT,
    HOUR_MS,
    trace.startedAt,
  );
  await countAgainst(context, trace, [window]);
}

/** Counts a request in more windows than its own; throws 429 beyond a limit. */
export async function countAgainst(
  { ports }: DispatchContext,
  trace: Pick<Trace, 'startedAt' | 'rate'>,
  windows: readonly LimitedWindow[],
): Promise<void> {
  const state = await countRequest(ports.store, windows, trace.startedAt);
  if (state.retryAt !== null) trace.rate = state;
  enforceRateLimit(state, trace.startedAt);
}

function clientOf({ client }: SignInTrace): string {
  return client ?? UNKNOWN_CLIENT;
}

/** The refusal of a code that was not right, or is over. */
export function wrongCode(triesLeft: number) {
  const message =
    triesLeft === 0
      ? 'is not right, or is over: request a new one'
      : `is not right: ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`;
  return validationError([{ field: 'code', message }]);
}
