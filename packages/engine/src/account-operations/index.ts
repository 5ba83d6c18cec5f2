import type { OperationId } from '@firsthandapi/spec/account';
import type { AccountOperation } from './account-operation.ts';
import {
  addAuthenticator,
  getAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
} from './authenticator.ts';
import { changeRole, inviteMember, listMembers, removeMember } from './members.ts';
import { addPasskey, getNewPasskeyChallenge, listPasskeys, removePasskey } from './passkeys.ts';
import { endSession, getSession, listSessions, signOut } from './sessions.ts';

/** The operations that need no session. */
export type AnonymousOperationId =
  | 'requestSignInCode'
  | 'signIn'
  | 'getPasskeyChallenge'
  | 'signInWithPasskey'
  | 'acceptInvitation';
/** The operations that prove who is there, in steps of their own. */
export type ProvingOperationId = 'requestProofCode' | 'prove' | 'confirmAuthenticator';
/** The other operations that need a session. */
export type AccountOperationId = Exclude<OperationId, AnonymousOperationId | ProvingOperationId>;

const handlers = {
  listSessions,
  getSession,
  signOut,
  endSession,
  getNewPasskeyChallenge,
  listPasskeys,
  addPasskey,
  removePasskey,
  getAuthenticator,
  addAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
  listMembers,
  inviteMember,
  changeRole,
  removeMember,
} satisfies Record<AccountOperationId, unknown>;

/** Returns the handler of an operation that needs a session. */
export function accountOperationOf(id: AccountOperationId): AccountOperation {
  return handlers[id] as AccountOperation;
}
