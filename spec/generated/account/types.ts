// Generated from account.yaml by generate.ts; do not edit.

import type { UnknownValue } from '../types.ts';

/** A session's id. */
export type SessionId = string;
/** A member's id. */
export type MemberId = string;
/** A passkey's id. */
export type PasskeyId = string;
/** An organization's id. */
export type OrganizationId = string;
/** A request's id. */
export type RequestId = string;
/** Where to send a code. */
export interface SignInCodeRequest {
  /**
   * Format: email
   * The address to sign in with.
   */
  email: string;
}
/** A code is on its way. Says the same for a known and an unknown address. */
export interface SignInCode {
  /**
   * Always `sign_in_code`.
   * @constant
   */
  object: "sign_in_code";
  /**
   * Format: date-time
   * Until when the code can be used, ISO 8601 UTC.
   */
  expires_at: string;
  /**
   * Format: date-time
   * From when another code can be requested for this address, ISO 8601 UTC.
   */
  resend_at: string;
}
/** An address and the code that was sent to it. */
export interface SignInRequest {
  /**
   * Format: email
   * The address that the code was sent to.
   */
  email: string;
  /** The six digits of the mail. Spaces are ignored. */
  code: string;
  /** The six digits of the authenticator app of who has one, or a recovery code. Spaces are ignored. Default: none. */
  totp?: string | undefined;
  /** Which organization to act for, when the address acts for several. Default: the one that it joined last. */
  organization_id?: string | undefined;
  /** What to call the organization of an address that acts for none. Default: none is opened. */
  organization_name?: string | undefined;
}
/** The token of an invitation. */
export interface AcceptInvitationRequest {
  /** What follows the `#` of the invitation's link. */
  token: string;
  /**
   * Format: email
   * The address to sign in with from now on, for an invitation to no address. Default: the one that was invited.
   */
  email?: string | undefined;
}
/** Whether a member signs in with an authenticator app beside codes by mail. */
export interface Authenticator {
  /**
   * Always `authenticator`.
   * @constant
   */
  object: "authenticator";
  /** Whether signing in with a code by mail needs one of the app too. */
  is_enabled: boolean;
  /**
   * Format: date-time
   * Since when, ISO 8601 UTC; null when it is not.
   */
  confirmed_at: string | null;
  /** How many recovery codes are not used yet. */
  recovery_codes_left: number;
}
/** What an authenticator app needs. It is shown once. */
export interface AuthenticatorSecret {
  /**
   * Always `authenticator_secret`.
   * @constant
   */
  object: "authenticator_secret";
  /** To be typed into the app, in Base32. */
  secret: string;
  /** To be opened by the app, `otpauth://totp/…`. */
  uri: string;
}
/** A code of the new app. */
export interface ConfirmAuthenticatorRequest {
  /** The six digits that the app shows. Spaces are ignored. */
  totp: string;
}
/** Codes for who has lost their authenticator app. They are shown once. */
export interface RecoveryCodes {
  /**
   * Always `recovery_codes`.
   * @constant
   */
  object: "recovery_codes";
  /** Ten codes. Each works once, in the place of one of the app. */
  codes: string[];
}
/** Whom to invite. */
export interface InviteMemberRequest {
  /**
   * Format: email
   * The address to invite.
   */
  email: string;
  role: RoleRequest;
}
/** Another role. */
export interface ChangeRoleRequest {
  role: RoleRequest;
}
/**
 * What a member is to be.
 */
export type RoleRequest = "owner" | "developer" | "finance" | "reviewer" | "auditor";
/** What a member may do: `owner` everything, `developer` build with jobs, webhooks and test keys, `finance` pay, `reviewer` look at files, `auditor` read logs and usage. More may be added. */
export type Role = 'owner' | 'developer' | 'finance' | 'reviewer' | 'auditor' | UnknownValue;
/** Whom a member acts for. */
export interface Organization {
  /**
   * Always `organization`.
   * @constant
   */
  object: "organization";
  id: OrganizationId;
  /** What it is called. */
  name: string;
}
/** Someone who acts for the organization, or is invited to. */
export interface Member {
  /**
   * Always `member`.
   * @constant
   */
  object: "member";
  id: MemberId;
  /** The address that they sign in with; null for the first owner of a new server until they have accepted. */
  email: string | null;
  role: Role;
  /** `invited` until they accept, then `active`. More may be added. */
  status: 'invited' | 'active' | UnknownValue;
  /**
   * Format: date-time
   * When they were invited, or signed up, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When they accepted, or signed up, ISO 8601 UTC; null until then.
   */
  joined_at: string | null;
  /**
   * Format: date-time
   * Until when the invitation can be accepted, ISO 8601 UTC; null once it is.
   */
  invitation_expires_at: string | null;
}
/** A page of members. */
export interface MemberList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: Member[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** A browser that is signed in. */
export interface Session {
  /**
   * Always `session`.
   * @constant
   */
  object: "session";
  id: SessionId;
  /** What the browser calls itself, at most 256 characters; null when it does not say. */
  user_agent: string | null;
  /** Whether it is the session of this request. */
  is_current: boolean;
  /**
   * Format: date-time
   * When it was signed in, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it was last used, at most a minute late, ISO 8601 UTC; null if never.
   */
  last_used_at: string | null;
  /**
   * Format: date-time
   * When it ends unless it is used before, ISO 8601 UTC.
   */
  expires_at: string;
  /**
   * Format: date-time
   * Until when it allows what needs a fresh proof, ISO 8601 UTC; null when that is over.
   */
  proof_expires_at: string | null;
}
/** A proof of who is there. Exactly one field. */
export interface ProofRequest {
  /** The six digits that `requestProofCode` has mailed. Spaces are ignored. Default: another proof is given. */
  code?: string | undefined;
  /** The six digits of the authenticator app of who has one, or a recovery code. Spaces are ignored. Default: another proof is given. */
  totp?: string | undefined;
  passkey?: PasskeySignInRequest | undefined;
}
/** A page of sessions. */
export interface SessionList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: Session[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** What a browser needs for a passkey. */
export interface PasskeyChallenge {
  /**
   * Always `passkey_challenge`.
   * @constant
   */
  object: "passkey_challenge";
  /** To be sent with what the browser returns. */
  challenge: string;
  /** What `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` reads (WebAuthn). */
  options: {
    [key: string]: unknown;
  };
  /**
   * Format: date-time
   * Until when it can be used, ISO 8601 UTC.
   */
  expires_at: string;
}
/** A passkey that a browser has made. Binary fields are base64url, as in WebAuthn's JSON. */
export interface AddPasskeyRequest {
  /** The `challenge` that it was made with. */
  challenge: string;
  /** What to call it in the list of passkeys, such as `Chrome on Linux`. */
  name: string;
  /** The `id` of the credential. */
  credential_id: string;
  /** The `response.clientDataJSON` of the credential. */
  client_data: string;
  /** The `response.attestationObject` of the credential. */
  attestation: string;
  /** The `response.transports` of the credential. Default: none. */
  transports?: readonly string[] | undefined;
}
/** What a browser returns for a passkey. Binary fields are base64url, as in WebAuthn's JSON. */
export interface PasskeySignInRequest {
  /** The `challenge` that it was made with. */
  challenge: string;
  /** The `id` of the credential. */
  credential_id: string;
  /** The `response.clientDataJSON` of the credential. */
  client_data: string;
  /** The `response.authenticatorData` of the credential. */
  authenticator_data: string;
  /** The `response.signature` of the credential. */
  signature: string;
}
/** A passkey of a member. */
export interface Passkey {
  /**
   * Always `passkey`.
   * @constant
   */
  object: "passkey";
  id: PasskeyId;
  /** What the member called it. */
  name: string;
  /**
   * Format: date-time
   * When it was added, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When somebody last signed in with it, ISO 8601 UTC; null if never.
   */
  last_used_at: string | null;
}
/** A page of passkeys. */
export interface PasskeyList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: Passkey[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** The scopes of a session in each environment, those of the account included. */
export interface Permissions {
  /** With `live` in `FirstHand-Environment`. */
  live: string[];
  /** With `test` in `FirstHand-Environment`, or without the header. */
  test: string[];
}
/** A session, who has it, and what they may do. */
export interface SignedIn {
  /**
   * Always `signed_in`.
   * @constant
   */
  object: "signed_in";
  session: Session;
  member: Member;
  organization: Organization;
  permissions: Permissions;
  /** The ways in which the member can prove who is there: a `code` that is mailed, a `passkey`, or `totp`, a code of the authenticator app in the place of that by mail. More may be added. */
  proof_methods: ('code' | 'passkey' | 'totp' | UnknownValue)[];
}
/** The envelope of every error. */
export interface Error {
  /** What went wrong. */
  error: {
    /** The kind of error, for your code to switch on: validation_error (400, 422), pricing_violation (400), authentication_error (401), insufficient_credits (402), authorization_error (403), free_tier_job_limit (403), not_found (404), method_not_allowed (405), conflict (409), idempotency_error (409), payload_too_large (413), unsupported_media_type (415), rate_limit_exceeded (429), quota_exceeded (429), internal_error (500), bad_gateway (502), transport_error (502), service_unavailable (503), gateway_timeout (504). More may be added. */
    type: 'validation_error' | 'pricing_violation' | 'authentication_error' | 'insufficient_credits' | 'authorization_error' | 'free_tier_job_limit' | 'not_found' | 'method_not_allowed' | 'conflict' | 'idempotency_error' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limit_exceeded' | 'quota_exceeded' | 'internal_error' | 'bad_gateway' | 'transport_error' | 'service_unavailable' | 'gateway_timeout' | UnknownValue;
    /** What happened and what to do about it, for humans. */
    message: string;
    request_id: RequestId;
    /** One entry for each field that is wrong. */
    details?: ErrorDetail[];
    quota?: ExceededQuota;
  };
}
/** The quota that a `quota_exceeded` is about; absent from other errors. */
export interface ExceededQuota {
  /** Which quota: `api_keys`, `active_jobs`, `open_files`, `webhook_endpoints`, `pending_deliveries`, `unproven_deliveries_per_hour`, `replays_per_hour`, `exports_per_day`, `stored_bytes` or `spend_cents_per_day`. More may be added. */
  name: 'api_keys' | 'active_jobs' | 'open_files' | 'webhook_endpoints' | 'pending_deliveries' | 'unproven_deliveries_per_hour' | 'replays_per_hour' | 'exports_per_day' | 'stored_bytes' | 'spend_cents_per_day' | UnknownValue;
  /** The most that the organization may use in the key's environment. */
  limit: number;
  /** What it uses now. */
  used: number;
  /** How much more the request would have used. */
  requested: number;
  /**
   * Format: date-time
   * When a quota of an hour or a day starts again, ISO 8601 UTC; null for a quota that makes room only when something ends or is deleted.
   */
  resets_at: string | null;
}
/** One field that is wrong. */
export interface ErrorDetail {
  /** Its path as the caller wrote it, such as `location.lat` or `accepted_formats[1]`, or the name of a parameter or header. */
  field: string;
  /** What is wrong with it and what is allowed. */
  message: string;
}
/** Query parameters of `listSessions`. */
export interface ListSessionsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
}
/** Query parameters of `listPasskeys`. */
export interface ListPasskeysQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
}
/** Query parameters of `listMembers`. */
export interface ListMembersQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
}

/** The input and output types of each operation; `undefined` where there is none. */
export interface OperationTypes {
  requestSignInCode: { path: undefined; query: undefined; body: SignInCodeRequest; result: SignInCode };
  signIn: { path: undefined; query: undefined; body: SignInRequest; result: SignedIn };
  listSessions: { path: undefined; query: ListSessionsQuery; body: undefined; result: SessionList };
  getSession: { path: undefined; query: undefined; body: undefined; result: SignedIn };
  signOut: { path: undefined; query: undefined; body: undefined; result: undefined };
  endSession: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  requestProofCode: { path: undefined; query: undefined; body: undefined; result: SignInCode };
  prove: { path: undefined; query: undefined; body: ProofRequest; result: Session };
  getPasskeyChallenge: { path: undefined; query: undefined; body: undefined; result: PasskeyChallenge };
  signInWithPasskey: { path: undefined; query: undefined; body: PasskeySignInRequest; result: SignedIn };
  listPasskeys: { path: undefined; query: ListPasskeysQuery; body: undefined; result: PasskeyList };
  addPasskey: { path: undefined; query: undefined; body: AddPasskeyRequest; result: Passkey };
  getNewPasskeyChallenge: { path: undefined; query: undefined; body: undefined; result: PasskeyChallenge };
  removePasskey: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  getAuthenticator: { path: undefined; query: undefined; body: undefined; result: Authenticator };
  addAuthenticator: { path: undefined; query: undefined; body: undefined; result: AuthenticatorSecret };
  removeAuthenticator: { path: undefined; query: undefined; body: undefined; result: undefined };
  confirmAuthenticator: { path: undefined; query: undefined; body: ConfirmAuthenticatorRequest; result: RecoveryCodes };
  renewRecoveryCodes: { path: undefined; query: undefined; body: undefined; result: RecoveryCodes };
  acceptInvitation: { path: undefined; query: undefined; body: AcceptInvitationRequest; result: SignedIn };
  listMembers: { path: undefined; query: ListMembersQuery; body: undefined; result: MemberList };
  inviteMember: { path: undefined; query: undefined; body: InviteMemberRequest; result: Member };
  changeRole: { path: { id: string }; query: undefined; body: ChangeRoleRequest; result: Member };
  removeMember: { path: { id: string }; query: undefined; body: undefined; result: undefined };
}
