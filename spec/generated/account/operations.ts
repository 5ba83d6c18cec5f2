// Generated from account.yaml by generate.ts; do not edit.

/**
 * Every operation by its operationId: method, path, the scopes that it needs (all of them; none without a session),
 * whether it needs an `Idempotency-Key`, its rate-limit route, and whether it needs a body.
 */
export const operations = {
  requestSignInCode: {"method":"POST","path":"/account/v1/sign_in_codes","scopes":[],"idempotent":false,"rateLimit":"sign_in","bodyRequired":true},
  signIn: {"method":"POST","path":"/account/v1/sessions","scopes":[],"idempotent":false,"rateLimit":"sign_in","bodyRequired":true},
  listSessions: {"method":"GET","path":"/account/v1/sessions","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  getSession: {"method":"GET","path":"/account/v1/sessions/current","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  signOut: {"method":"DELETE","path":"/account/v1/sessions/current","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  endSession: {"method":"DELETE","path":"/account/v1/sessions/{id}","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  requestProofCode: {"method":"POST","path":"/account/v1/proof_codes","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  prove: {"method":"POST","path":"/account/v1/proofs","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":true},
  getPasskeyChallenge: {"method":"GET","path":"/account/v1/passkey_challenge","scopes":[],"idempotent":false,"rateLimit":"sign_in","bodyRequired":false},
  signInWithPasskey: {"method":"POST","path":"/account/v1/passkey_sessions","scopes":[],"idempotent":false,"rateLimit":"sign_in","bodyRequired":true},
  listPasskeys: {"method":"GET","path":"/account/v1/passkeys","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  addPasskey: {"method":"POST","path":"/account/v1/passkeys","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":true},
  getNewPasskeyChallenge: {"method":"GET","path":"/account/v1/passkeys/challenge","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  removePasskey: {"method":"DELETE","path":"/account/v1/passkeys/{id}","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  getAuthenticator: {"method":"GET","path":"/account/v1/authenticator","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  addAuthenticator: {"method":"POST","path":"/account/v1/authenticator","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  removeAuthenticator: {"method":"DELETE","path":"/account/v1/authenticator","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  confirmAuthenticator: {"method":"POST","path":"/account/v1/authenticator/confirm","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":true},
  renewRecoveryCodes: {"method":"POST","path":"/account/v1/recovery_codes","scopes":["account"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  acceptInvitation: {"method":"POST","path":"/account/v1/invitations/accept","scopes":[],"idempotent":false,"rateLimit":"sign_in","bodyRequired":true},
  listMembers: {"method":"GET","path":"/account/v1/members","scopes":["members:read"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
  inviteMember: {"method":"POST","path":"/account/v1/members","scopes":["members:write"],"idempotent":false,"rateLimit":"default","bodyRequired":true},
  changeRole: {"method":"PATCH","path":"/account/v1/members/{id}","scopes":["members:write"],"idempotent":false,"rateLimit":"default","bodyRequired":true},
  removeMember: {"method":"DELETE","path":"/account/v1/members/{id}","scopes":["members:write"],"idempotent":false,"rateLimit":"default","bodyRequired":false},
} as const;

export type OperationId = keyof typeof operations;

/** The status of each operation's success, the schema name of its result, and every status that it can return. */
export const results = {
  requestSignInCode: {"successStatus":202,"result":"SignInCode","statuses":[202,400,403,413,415,429,500,503]},
  signIn: {"successStatus":201,"result":"SignedIn","statuses":[201,400,403,409,413,415,429,500,503]},
  listSessions: {"successStatus":200,"result":"SessionList","statuses":[200,400,401,403,429,500,503]},
  getSession: {"successStatus":200,"result":"SignedIn","statuses":[200,400,401,403,429,500,503]},
  signOut: {"successStatus":204,"result":null,"statuses":[204,400,401,403,429,500,503]},
  endSession: {"successStatus":204,"result":null,"statuses":[204,400,401,403,404,429,500,503]},
  requestProofCode: {"successStatus":202,"result":"SignInCode","statuses":[202,400,401,403,429,500,503]},
  prove: {"successStatus":200,"result":"Session","statuses":[200,400,401,403,404,413,415,429,500,503]},
  getPasskeyChallenge: {"successStatus":200,"result":"PasskeyChallenge","statuses":[200,400,404,429,500,503]},
  signInWithPasskey: {"successStatus":201,"result":"SignedIn","statuses":[201,400,403,404,413,415,429,500,503]},
  listPasskeys: {"successStatus":200,"result":"PasskeyList","statuses":[200,400,401,403,429,500,503]},
  addPasskey: {"successStatus":201,"result":"Passkey","statuses":[201,400,401,403,404,409,413,415,429,500,503]},
  getNewPasskeyChallenge: {"successStatus":200,"result":"PasskeyChallenge","statuses":[200,400,401,403,404,429,500,503]},
  removePasskey: {"successStatus":204,"result":null,"statuses":[204,400,401,403,404,429,500,503]},
  getAuthenticator: {"successStatus":200,"result":"Authenticator","statuses":[200,400,401,403,429,500,503]},
  addAuthenticator: {"successStatus":201,"result":"AuthenticatorSecret","statuses":[201,400,401,403,409,429,500,503]},
  removeAuthenticator: {"successStatus":204,"result":null,"statuses":[204,400,401,403,429,500,503]},
  confirmAuthenticator: {"successStatus":201,"result":"RecoveryCodes","statuses":[201,400,401,403,409,413,415,429,500,503]},
  renewRecoveryCodes: {"successStatus":201,"result":"RecoveryCodes","statuses":[201,400,401,403,409,429,500,503]},
  acceptInvitation: {"successStatus":201,"result":"SignedIn","statuses":[201,400,403,413,415,429,500,503]},
  listMembers: {"successStatus":200,"result":"MemberList","statuses":[200,400,401,403,429,500,503]},
  inviteMember: {"successStatus":201,"result":"Member","statuses":[201,400,401,403,409,413,415,429,500,503]},
  changeRole: {"successStatus":200,"result":"Member","statuses":[200,400,401,403,404,409,413,415,429,500,503]},
  removeMember: {"successStatus":204,"result":null,"statuses":[204,400,401,403,404,409,429,500,503]},
} as const;
