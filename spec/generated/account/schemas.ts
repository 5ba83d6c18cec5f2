// Generated from account.yaml by generate.ts; do not edit.

import {
  list,
  once,
  oneOf,
  optional,
  queryInteger,
  strict,
  text,
  withDefault,
} from '../../src/field-schemas.ts';

export { type FieldError, fieldErrors } from '../../src/field-errors.ts';

/** Where to send a code. */
export const SignInCodeRequest = once(() => strict({
  email: text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' }),
}));

/** An address and the code that was sent to it. */
export const SignInRequest = once(() => strict({
  email: text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' }),
  code: text('a string of 1 to 20 characters', { minimum: 1, maximum: 20 }),
  totp: optional(text('a string of 1 to 40 characters', { minimum: 1, maximum: 40 })),
  organization_id: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  organization_name: optional(text('a string of 1 to 200 characters', { minimum: 1, maximum: 200 })),
}));

/** What a browser returns for a passkey. Binary fields are base64url, as in WebAuthn's JSON. */
export const PasskeySignInRequest = once(() => strict({
  challenge: text('a string of 1 to 200 characters', { minimum: 1, maximum: 200 }),
  credential_id: text('base64url without padding', { minimum: 1, maximum: 1400, pattern: /^[A-Za-z0-9_-]+$/u }),
  client_data: text('base64url without padding', { minimum: 1, maximum: 4000, pattern: /^[A-Za-z0-9_-]+$/u }),
  authenticator_data: text('base64url without padding', { minimum: 1, maximum: 2000, pattern: /^[A-Za-z0-9_-]+$/u }),
  signature: text('base64url without padding', { minimum: 1, maximum: 6000, pattern: /^[A-Za-z0-9_-]+$/u }),
}));

/** A proof of who is there. Exactly one field. */
export const ProofRequest = once(() => strict({
  code: optional(text('a string of 1 to 20 characters', { minimum: 1, maximum: 20 })),
  totp: optional(text('a string of 1 to 40 characters', { minimum: 1, maximum: 40 })),
  passkey: optional(PasskeySignInRequest()),
}));

/** A passkey that a browser has made. Binary fields are base64url, as in WebAuthn's JSON. */
export const AddPasskeyRequest = once(() => strict({
  challenge: text('a string of 1 to 200 characters', { minimum: 1, maximum: 200 }),
  name: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  credential_id: text('base64url without padding', { minimum: 1, maximum: 1400, pattern: /^[A-Za-z0-9_-]+$/u }),
  client_data: text('base64url without padding', { minimum: 1, maximum: 4000, pattern: /^[A-Za-z0-9_-]+$/u }),
  attestation: text('base64url without padding', { minimum: 1, maximum: 8000, pattern: /^[A-Za-z0-9_-]+$/u }),
  transports: optional(list('a list of at most 10 items', text('a string of at most 20 characters', { maximum: 20 }), { maximum: 10 })),
}));

/** A code of the new app. */
export const ConfirmAuthenticatorRequest = once(() => strict({
  totp: text('a string of 1 to 20 characters', { minimum: 1, maximum: 20 }),
}));

/** The token of an invitation. */
export const AcceptInvitationRequest = once(() => strict({
  token: text('a string of 1 to 200 characters', { minimum: 1, maximum: 200 }),
  email: optional(text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' })),
}));

/** What a member is to be. */
export const RoleRequest = once(() => oneOf('one of owner, developer, finance, reviewer, auditor', ['owner', 'developer', 'finance', 'reviewer', 'auditor']));

/** Whom to invite. */
export const InviteMemberRequest = once(() => strict({
  email: text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' }),
  role: RoleRequest(),
}));

/** Another role. */
export const ChangeRoleRequest = once(() => strict({
  role: RoleRequest(),
}));

/** A function that gives the schema of the request body of each operation that takes one. */
export const bodySchemas = {
  requestSignInCode: SignInCodeRequest,
  signIn: SignInRequest,
  prove: ProofRequest,
  signInWithPasskey: PasskeySignInRequest,
  addPasskey: AddPasskeyRequest,
  confirmAuthenticator: ConfirmAuthenticatorRequest,
  acceptInvitation: AcceptInvitationRequest,
  inviteMember: InviteMemberRequest,
  changeRole: ChangeRoleRequest,
};

/** Query parameters of `listSessions`. */
export const ListSessionsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** Query parameters of `listPasskeys`. */
export const ListPasskeysQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** Query parameters of `listMembers`. */
export const ListMembersQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** For operations without query parameters: rejects any. */
export const NoQuery = once(() => strict({}, 'is not a known parameter'));

/** For each operation, a function that returns the schema of its query parameters, as an object of strings. */
export const querySchemas = {
  requestSignInCode: NoQuery,
  signIn: NoQuery,
  listSessions: ListSessionsQuery,
  getSession: NoQuery,
  signOut: NoQuery,
  endSession: NoQuery,
  requestProofCode: NoQuery,
  prove: NoQuery,
  getPasskeyChallenge: NoQuery,
  signInWithPasskey: NoQuery,
  listPasskeys: ListPasskeysQuery,
  addPasskey: NoQuery,
  getNewPasskeyChallenge: NoQuery,
  removePasskey: NoQuery,
  getAuthenticator: NoQuery,
  addAuthenticator: NoQuery,
  removeAuthenticator: NoQuery,
  confirmAuthenticator: NoQuery,
  renewRecoveryCodes: NoQuery,
  acceptInvitation: NoQuery,
  listMembers: ListMembersQuery,
  inviteMember: NoQuery,
  changeRole: NoQuery,
  removeMember: NoQuery,
};

/** The defaults that an empty query parses to, if no parameter is required. Reading them builds no schema. */
export const emptyQueries = {
  requestSignInCode: {},
  signIn: {},
  listSessions: { limit: 20 },
  getSession: {},
  signOut: {},
  endSession: {},
  requestProofCode: {},
  prove: {},
  getPasskeyChallenge: {},
  signInWithPasskey: {},
  listPasskeys: { limit: 20 },
  addPasskey: {},
  getNewPasskeyChallenge: {},
  removePasskey: {},
  getAuthenticator: {},
  addAuthenticator: {},
  removeAuthenticator: {},
  confirmAuthenticator: {},
  renewRecoveryCodes: {},
  acceptInvitation: {},
  listMembers: { limit: 20 },
  inviteMember: {},
  changeRole: {},
  removeMember: {},
};

/** A function that gives the schema of the headers of each operation that reads any besides Authorization. */
export const headerSchemas = {

};
