import type { OperationId } from '@firsthandapi/spec/account';
import type { AccountOperation } from './account-operation.ts';
import * as members from './members.ts';
import * as sessions from './sessions.ts';

/** The operations that need no session. */
export type AnonymousOperationId = 'requestSignInCode' | 'signIn' | 'acceptInvitation';
/** The operations that need a session. */
export type AccountOperationId = Exclude<OperationId, AnonymousOperationId>;

const handlers = { ...sessions, ...members } satisfies Record<AccountOperationId, unknown>;

/** Returns the handler of an operation that needs a session. */
export function accountOperationOf(id: AccountOperationId): AccountOperation {
  return handlers[id] as AccountOperation;
}
