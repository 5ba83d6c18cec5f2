import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { validationError } from '../errors/api-error.ts';
import type { EngineRequest } from '../http/messages.ts';
import { scopesOf } from '../members/member-sessions.ts';
import type { KeyHolder } from '../store/callers.ts';
import type { Environment } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { memberOf } from './member-of.ts';

/**
 * Returns who calls buyers' operations with a session: a key of the environment that the request names, with what the
 * member's role allows now. Undefined without a session.
 */
export async function apiHolder(
  context: DispatchContext,
  request: EngineRequest,
  now: Instant,
): Promise<KeyHolder | undefined> {
  const signedIn = await memberOf(context, request, now);
  if (signedIn === undefined) return undefined;
  const { secret, session, organization, member } = signedIn;
  const environment = environmentOf(request);
  const key = { ...session, environment, scopes: scopesOf(member, environment) };
  return { secret, key, organization };
}

function environmentOf({ headers }: EngineRequest): Environment {
  const chosen = headers.get('firsthand-environment') ?? 'test';
  if (chosen === 'live' || chosen === 'test') return chosen;
  throw validationError([{ field: 'FirstHand-Environment', message: "must be 'live' or 'test'" }]);
}
