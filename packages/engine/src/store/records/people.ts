import type { DeviceInfo } from './workers.ts';

/**
 * What a person who works on jobs has told us, beside what their work shows (`WorkerRecord`). The id is the worker's, who owns
 * the record: it is sealed under a data key of their own.
 */
export interface WorkerAccountRecord {
  readonly id: string;
  readonly organization_id: string;
  /** The language of mails, as a BCP 47 tag; null for English. */
  readonly language: string | null;
  /** Where they live, which buyers see of approved files. */
  readonly region: string | null;
  /** What their last file was made with, which buyers see of approved files. */
  readonly device_info: DeviceInfo;
  readonly created_at: number;
}

/** What a worker can agree to or state. */
export type ConsentDocument = 'terms' | 'privacy' | 'age_statement';

/** A worker's consent to a version of a document; the id is `<worker>:<document>:<version>`. */
export interface ConsentRecord {
  readonly id: string;
  /** The worker, who owns the record. */
  readonly organization_id: string;
  readonly document: ConsentDocument;
  readonly version: string;
  readonly given_at: number;
  /** When an age statement was taken back; null unless it was. */
  readonly withdrawn_at: number | null;
}

/** A sign-in code that was mailed. The id is a keyed hash of the address, of which nothing else is stored. */
export interface SignInCodeRecord {
  readonly id: string;
  /** Keyed hash of address and code. */
  readonly code: string;
  readonly tries_left: number;
  readonly created_at: number;
  readonly expires_at: number;
}

/** A passkey of a worker or a member. Binary fields are base64url. */
export interface PasskeyRecord {
  readonly id: string;
  /** The worker, who owns the record, or the member's organization. */
  readonly organization_id: string;
  /** Whose it is; null for a worker's. */
  readonly member_id: string | null;
  /** By which a browser names it. */
  readonly credential_id: string;
  readonly public_key: string;
  /** As of its last use. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** What its holder called it. */
  readonly name: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
}

/** The authenticator app of a member. The id is the member's. */
export interface AuthenticatorRecord {
  readonly id: string;
  readonly organization_id: string;
  /** What the app shares, in Base32. */
  readonly secret: string;
  /** Hashes of the recovery codes that are left. */
  readonly recovery_codes: readonly string[];
  /** Of the last code that was used: neither it nor an older one works again. */
  readonly last_step: number;
  /** Wrong codes since the last right one. */
  readonly failures: number;
  readonly locked_until: number | null;
  readonly created_at: number;
  /** Since when it counts; null until a code has shown that the app has the secret. */
  readonly confirmed_at: number | null;
}

/** A mail that waits to be sent. It is deleted once it is. */
export interface MailRecord {
  readonly id: string;
  readonly kind: string;
  /** A keyed hash of the address, whose mails leave in order; null for one that is tried for itself. */
  readonly recipient: string | null;
  /** Address, subject and text, sealed by the keyring: it may be for someone who owns nothing yet. */
  readonly sealed_message: string;
  /** The turns that it had, each of which may have sent an earlier mail. */
  readonly attempts: number;
  /** While an attempt to send it is being made. */
  readonly leased_until: number | null;
  readonly created_at: number;
}
