import type { SignupRequest } from '@firsthandapi/spec';
import { type JsonResponse, serializeReply } from '../http/json-response.ts';
import { readBody } from '../http/read-body.ts';
import { signup } from '../operations/auth.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { signupWindows } from '../rate-limits/rate-windows.ts';
import { limitAnonymous } from './anonymous-limit.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { UNKNOWN_CLIENT } from './record-request.ts';
import type { Trace } from './trace.ts';
import { parseBody, parseQuery } from './validate.ts';

/** Signup is open to everyone, and its three fields need no more. */
const LARGEST_SIGNUP_BYTES = 16_384;

/** Signups read and write the rows of organizations that nothing else knows yet, and exclude only each other. */
const SIGNUPS = 'signups';

/**
 * Signup is the one operation that is called without a key: it is limited by address and belongs to no organization.
 */
export async function handleSignup(context: DispatchContext, trace: Trace): Promise<JsonResponse> {
  const { ports, settings } = context;
  const { request, target, startedAt: now } = trace;
  await limitAnonymous(context, trace);
  parseQuery('signup', target.query);
  const { value } = await readBody(request, Math.min(settings.maxBodyBytes, LARGEST_SIGNUP_BYTES));
  const body = parseBody('signup', value) as SignupRequest;
  await settings.admitSignup?.(request.headers, now);
  await limitSignups(context, trace);
  const origin = originOf(trace);
  return serializeReply(
    await ports.store.transact(
      (tables) => signup({ ports, settings, tables, now }, body, origin),
      SIGNUPS,
    ),
  );
}

function originOf({ request, requestId }: Trace) {
  return {
    ip: request.ip ?? null,
    user_agent: request.headers.get('user-agent'),
    request_id: requestId,
  };
}

/** Counts only signups that are otherwise admitted, so that requests without a proof do not use up the limit of all. */
export async function limitSignups(
  { ports, settings }: DispatchContext,
  trace: Pick<Trace, 'client' | 'startedAt' | 'rate'>,
): Promise<void> {
  const { client, startedAt: now } = trace;
  if (settings.signupLimits === undefined) return;
  const windows = signupWindows(client ?? UNKNOWN_CLIENT, settings.signupLimits, now);
  const state = await countRequest(ports.store, windows, now);
  if (state.retryAt !== null) trace.rate = state;
  enforceRateLimit(state, now);
}
