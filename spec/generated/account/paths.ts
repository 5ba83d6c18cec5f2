// Generated from account.yaml by generate.ts; do not edit.

import type {
  AcceptInvitationRequest,
  AddPasskeyRequest,
  Authenticator,
  AuthenticatorSecret,
  ChangeRoleRequest,
  ConfirmAuthenticatorRequest,
  Error,
  InviteMemberRequest,
  Member,
  MemberList,
  Passkey,
  PasskeyChallenge,
  PasskeyList,
  PasskeySignInRequest,
  ProofRequest,
  RecoveryCodes,
  RequestId,
  Session,
  SessionList,
  SignInCode,
  SignInCodeRequest,
  SignInRequest,
  SignedIn,
} from './types.ts';

export interface paths {
  "/account/v1/sign_in_codes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request a code
     * Mails a code of six digits, which is valid for 10 minutes, once, and for 5 tries. The response is the same for a known and an
     *     unknown address; an unknown one can open an organization when it signs in.
     *
     *     An address gets at most one code a minute and ten a day (429), and a client address 20 an hour. An operator may require a proof of
     *     work in the header `Signup-Proof`.
     */
    post: operations["requestSignInCode"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List sessions
     * Lists the member's own sessions, newest first.
     */
    get: operations["listSessions"];
    put?: never;
    /**
     * Sign in
     * Starts a session, and ends the one that the browser had. A wrong code is a 400 that says how many tries are left.
     *
     *     An address that acts for no organization needs `organization_name`, which opens one with this address as its owner; without it, the
     *     response is a 400 and the code can still be used. So it does without `totp` for a member who has an authenticator app. Opening one is a sign-up: the operator's rules for sign-ups apply, and an address
     *     that an organization has as its own already is a 409.
     */
    post: operations["signIn"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/sessions/current": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the session
     * Returns the session of this request, its member and what they may do in each environment.
     */
    get: operations["getSession"];
    put?: never;
    post?: never;
    /**
     * Sign out
     * Ends the session of this request at once.
     */
    delete: operations["signOut"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/sessions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End a session
     * Ends a session of this member at once, such as that of a lost computer.
     */
    delete: operations["endSession"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/proof_codes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request a code to prove with
     * Mails the member a code for `prove`, which opens no session. It is valid for 10 minutes, once, and for 5 tries. A member gets at most
     *     one code a minute and ten a day (429).
     */
    post: operations["requestProofCode"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/proofs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Prove who is there
     * Renews the proof of this session, by exactly one of the ways of its member (`proof_methods`). What needs a fresh proof is allowed
     *     for 10 minutes from then on; signing in is a proof too. A wrong code is a 400 that says how many tries are left.
     */
    post: operations["prove"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/passkey_challenge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a challenge to sign in with a passkey
     * Returns what a browser needs to sign in with a passkey of this site, whoever's it is. The challenge is good for 5 minutes, once.
     */
    get: operations["getPasskeyChallenge"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/passkey_sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in with a passkey
     * Starts a session of the member whose passkey it is, and ends the one that the browser had. The authenticator must have verified who
     *     uses it, and the response must come from this site. Whatever is wrong with it, the answer is the same 400.
     */
    post: operations["signInWithPasskey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/passkeys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List passkeys
     * Lists the member's own passkeys, newest first.
     */
    get: operations["listPasskeys"];
    put?: never;
    /**
     * Add a passkey
     * Adds a passkey that the browser has made with a challenge, at most 20, and mails the member that it was added. A passkey that is known already is a 409.
     */
    post: operations["addPasskey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/passkeys/challenge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a challenge to make a passkey
     * Returns what a browser needs to make a passkey for this member. The challenge is good for 5 minutes, and for this member alone.
     */
    get: operations["getNewPasskeyChallenge"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/passkeys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a passkey
     * Nobody can sign in with it any more. Sessions that it has started go on.
     */
    delete: operations["removePasskey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/authenticator": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the authenticator app
     * Returns whether the member signs in with an authenticator app beside codes, and how many recovery codes are left.
     */
    get: operations["getAuthenticator"];
    put?: never;
    /**
     * Add an authenticator app
     * Returns the secret of a new authenticator app (RFC 6238: SHA-1, six digits, 30 seconds), once. It counts from `confirmAuthenticator`
     *     on; until then, another call replaces it. A member has one (409).
     */
    post: operations["addAuthenticator"];
    /**
     * Remove the authenticator app
     * A code by mail is enough again. Its recovery codes end with it.
     */
    delete: operations["removeAuthenticator"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/authenticator/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm the authenticator app
     * Shows that the app has the secret, which counts from then on, and returns ten recovery codes, once.
     */
    post: operations["confirmAuthenticator"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/recovery_codes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace the recovery codes
     * Returns ten new recovery codes, once; those before no longer work. Needs an authenticator app (409).
     */
    post: operations["renewRecoveryCodes"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/invitations/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept an invitation
     * Makes the member active and starts a session. The token is from the link of the invitation; it works once, for 7 days, and a new
     *     invitation ends the one before.
     *
     *     The link that a new server prints for its first owner is an invitation to no address: it needs `email`.
     */
    post: operations["acceptInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List members
     * Lists the members of the organization and those who are invited, newest first.
     */
    get: operations["listMembers"];
    put?: never;
    /**
     * Invite a member
     * Mails an invitation. Inviting an address again that has not accepted sends a new one, with the role of this request; a member who
     *     has accepted is a 409. An organization has at most 100 members (409), and invites at most 50 a day (429).
     */
    post: operations["inviteMember"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/account/v1/members/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a member
     * Ends a membership or an invitation, and the member's sessions, at once. The last owner stays (409).
     */
    delete: operations["removeMember"];
    options?: never;
    head?: never;
    /**
     * Change a role
     * Gives a member another role, and ends their sessions: they sign in again with what it allows. The last owner stays one (409).
     */
    patch: operations["changeRole"];
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  responses: {
    /** `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each. */
    InvalidRequest: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a field is malformed or missing, or the code is not the one that was sent, was used, or has expired; `details` says how many tries are left. */
    WrongCode: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a field is malformed, or the invitation does not exist, was used, or has expired. */
    InvalidInvitation: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authentication_error`: the session is missing, malformed, unknown, expired or ended. */
    Unauthenticated: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authorization_error`: the request comes from another origin, the role does not allow it, or a fresh proof is needed. */
    Forbidden: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `not_found`: no such session or passkey of this member or member of this organization exists, or the service has no passkeys. */
    NotFound: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `conflict`: the state of the member or organization does not allow this. */
    Conflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a field is malformed, or the passkey cannot be used: its challenge was used or is over, or it does not verify. */
    WrongPasskey: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: there is not exactly one proof, or it is not right. */
    WrongProof: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `conflict`: the passkey is known already, or there are 20. */
    PasskeyConflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `payload_too_large`: the body is too large. */
    PayloadTooLarge: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `unsupported_media_type`: the body is not JSON, or is compressed. */
    UnsupportedMediaType: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `rate_limit_exceeded`: too many requests; `Retry-After` says when to come back. */
    RateLimited: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Retry-After": components["headers"]["RetryAfter"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `internal_error`: our fault. */
    InternalError: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimitIfCounted"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemainingIfCounted"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitResetIfCounted"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `service_unavailable`: try again after `Retry-After`. */
    ServiceUnavailable: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimitIfCounted"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemainingIfCounted"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitResetIfCounted"];
        "Retry-After": components["headers"]["RetryAfterIfKnown"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
  };
  parameters: {
    /** The maximum number of items per page, 1–100. Default 20. */
    Limit: number;
    /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
    Cursor: string;
    /**
     * The session's id, `ses_…`. An unknown id of any form is a 404, and so is one of another member.
     * @example ses_01KM59A1BW6T3Y9P4D2C8M5KXA
     */
    SessionId: string;
    /**
     * The passkey's id, `pky_…`. An unknown id of any form is a 404, and so is one of another member.
     * @example pky_01KM59A1BW3ZC8N5R7W9Q2D6TF
     */
    PasskeyId: string;
    /**
     * The member's id, `mem_…`. An unknown id of any form is a 404, and so is one of another organization.
     * @example mem_01KM59A1BWJX0WE46HQPSB5W7T
     */
    MemberId: string;
  };
  requestBodies: never;
  headers: {
    /**
     * The id of this request, also `request_id` in errors. Include it when you ask for support.
     * @example req_01KM59A1BW9FQS4EB2405KVTFJ
     */
    XRequestId: RequestId;
    /**
     * Requests that the tightest rate-limit window allows.
     * @example 100
     */
    XRateLimitLimit: number;
    /**
     * Requests left in that window.
     * @example 97
     */
    XRateLimitRemaining: number;
    /**
     * When that window resets, in Unix seconds.
     * @example 1774000260
     */
    XRateLimitReset: number;
    /**
     * Requests that the tightest rate-limit window allows; absent when the failure prevented counting.
     * @example 100
     */
    XRateLimitLimitIfCounted: number;
    /**
     * Requests left in that window; absent when the failure prevented counting.
     * @example 97
     */
    XRateLimitRemainingIfCounted: number;
    /**
     * When that window resets, in Unix seconds; absent when the failure prevented counting.
     * @example 1774000260
     */
    XRateLimitResetIfCounted: number;
    /**
     * Seconds to wait before retrying; absent when waiting does not make room in a quota.
     * @example 42
     */
    RetryAfter: number;
    /**
     * Seconds to wait before retrying.
     * @example 1
     */
    RetryAfterIfKnown: number;
    /**
     * The session, or its end: HttpOnly, SameSite=Strict, and Secure under https.
     * @example __Host-fh_member=EXAMPLE; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure
     */
    SetCookie: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  requestSignInCode: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SignInCodeRequest;
      };
    };
    responses: {
      /** A code is on its way. */
      202: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignInCode;
        };
      };
      400: components["responses"]["InvalidRequest"];
      403: components["responses"]["Forbidden"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listSessions: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of sessions. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SessionList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SignInRequest;
      };
    };
    responses: {
      /** The session, its member and what they may do. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignedIn;
        };
      };
      400: components["responses"]["WrongCode"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The session. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignedIn;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It has ended. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  endSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The session's id, `ses_…`. An unknown id of any form is a 404, and so is one of another member.
         * @example ses_01KM59A1BW6T3Y9P4D2C8M5KXA
         */
        id: components["parameters"]["SessionId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It has ended. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  requestProofCode: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A code is on its way. */
      202: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignInCode;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  prove: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": ProofRequest;
      };
    };
    responses: {
      /** The session. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Session;
        };
      };
      400: components["responses"]["WrongProof"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getPasskeyChallenge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The challenge. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": PasskeyChallenge;
        };
      };
      400: components["responses"]["InvalidRequest"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  signInWithPasskey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": PasskeySignInRequest;
      };
    };
    responses: {
      /** The session, its member and what they may do. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignedIn;
        };
      };
      400: components["responses"]["WrongPasskey"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listPasskeys: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of passkeys. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": PasskeyList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  addPasskey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": AddPasskeyRequest;
      };
    };
    responses: {
      /** The passkey. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Passkey;
        };
      };
      400: components["responses"]["WrongPasskey"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["PasskeyConflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getNewPasskeyChallenge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The challenge. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": PasskeyChallenge;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  removePasskey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The passkey's id, `pky_…`. An unknown id of any form is a 404, and so is one of another member.
         * @example pky_01KM59A1BW3ZC8N5R7W9Q2D6TF
         */
        id: components["parameters"]["PasskeyId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It is removed. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getAuthenticator: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The authenticator app. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Authenticator;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  addAuthenticator: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The secret of the authenticator app. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": AuthenticatorSecret;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  removeAuthenticator: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It is removed. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  confirmAuthenticator: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": ConfirmAuthenticatorRequest;
      };
    };
    responses: {
      /** The recovery codes. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": RecoveryCodes;
        };
      };
      400: components["responses"]["WrongProof"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  renewRecoveryCodes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The recovery codes. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": RecoveryCodes;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  acceptInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": AcceptInvitationRequest;
      };
    };
    responses: {
      /** The session, its member and what they may do. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Set-Cookie": components["headers"]["SetCookie"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignedIn;
        };
      };
      400: components["responses"]["InvalidInvitation"];
      403: components["responses"]["Forbidden"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listMembers: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of members. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": MemberList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  inviteMember: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": InviteMemberRequest;
      };
    };
    responses: {
      /** The member, invited. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Member;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  removeMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The member's id, `mem_…`. An unknown id of any form is a 404, and so is one of another organization.
         * @example mem_01KM59A1BWJX0WE46HQPSB5W7T
         */
        id: components["parameters"]["MemberId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** They are removed. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  changeRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The member's id, `mem_…`. An unknown id of any form is a 404, and so is one of another organization.
         * @example mem_01KM59A1BWJX0WE46HQPSB5W7T
         */
        id: components["parameters"]["MemberId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": ChangeRoleRequest;
      };
    };
    responses: {
      /** The member. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Member;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
}
