// Generated from worker.yaml by generate.ts; do not edit.

import type { UnknownValue } from '../types.ts';

/** A worker's id. */
export type WorkerId = string;
/** A passkey's id. */
export type PasskeyId = string;
/** A session's id. */
export type SessionId = string;
/** A job's id. */
export type JobId = string;
/** An upload's id. */
export type UploadId = string;
/** A submission's id. */
export type SubmissionId = string;
/** A movement's id. */
export type MovementId = string;
/** A payout's id. */
export type PayoutId = string;
/** An export's id. */
export type DataExportId = string;
/** An erasure's id. */
export type ErasureId = string;
/** A request's id. */
export type RequestId = string;
/** Where to send a code. */
export interface SignInCodeRequest {
  /**
   * Format: email
   * The address to sign in with.
   */
  email: string;
  /** The language of the mail, as a BCP 47 tag. Default English. */
  language?: string | undefined;
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
  /** What to call this device in the list of sessions, such as `Pixel 9, Chrome`. Default: none. */
  device_name?: string | undefined;
  /**
   * `cookie` sets the session as an HttpOnly cookie, for a browser; `token` returns it once, for a program. Default `cookie`.
   * @default cookie
   */
  delivery?: ("cookie" | "token") | undefined;
}
/** A new session and its worker. */
export interface SignIn {
  /**
   * Always `sign_in`.
   * @constant
   */
  object: "sign_in";
  session: Session;
  /** The session as a bearer token, shown only here; null when it was set as a cookie. */
  token: string | null;
  worker: Worker;
}
/** A device that is signed in. */
export interface Session {
  /**
   * Always `session`.
   * @constant
   */
  object: "session";
  id: SessionId;
  /** What the worker called the device; null when they did not. */
  device_name: string | null;
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
  /** What to call it in the list of passkeys, such as `Chrome, Android`. */
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
  /** What to call this device in the list of sessions, such as `Pixel 9, Chrome`. Default: none. */
  device_name?: string | undefined;
  /**
   * `cookie` sets the session as an HttpOnly cookie, for a browser; `token` returns it once, for a program. Default `cookie`.
   * @default cookie
   */
  delivery?: ("cookie" | "token") | undefined;
}
/** A passkey of this account. */
export interface Passkey {
  /**
   * Always `passkey`.
   * @constant
   */
  object: "passkey";
  id: PasskeyId;
  /** What the worker called it. */
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
/** A document that a worker agrees to. */
export interface Document {
  /**
   * Always `document`.
   * @constant
   */
  object: "document";
  /** `terms` or `privacy`. More may be added. */
  document: 'terms' | 'privacy' | UnknownValue;
  /** Its current version. */
  version: string;
  /**
   * Format: uri
   * Where it can be read.
   */
  url: string;
  /**
   * Format: date-time
   * When this version was published, ISO 8601 UTC.
   */
  published_at: string;
}
/** The documents. */
export interface DocumentList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: Document[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** Agreement to a document. */
export interface ConsentRequest {
  /**
   * Which document.
   */
  document: "terms" | "privacy";
  /** The version that was read, which must be the current one. */
  version: string;
}
/** What a worker agreed to. */
export interface Consent {
  /**
   * Always `consent`.
   * @constant
   */
  object: "consent";
  /** `terms` or `privacy`. More may be added. */
  document: 'terms' | 'privacy' | UnknownValue;
  /** The version that they agreed to. */
  version: string;
  /** Whether that is still the current version. */
  is_current: boolean;
  /**
   * Format: date-time
   * When, ISO 8601 UTC.
   */
  given_at: string;
}
/** A statement of age. No date of birth is asked for or kept. */
export interface AgeStatementRequest {
  /** Whether they are 18 or older. */
  is_adult: boolean;
}
/** What to change; fields that are left out stay as they are. */
export interface UpdateWorkerRequest {
  /** The language of mails, as a BCP 47 tag; null for English. */
  language?: (string | null) | undefined;
  /** Where they live, as ISO 3166-1 or 3166-2 (`PT`, `US-CA`), which buyers see of approved files; null for none. */
  region?: (string | null) | undefined;
}
/** The account of a worker. */
export interface Worker {
  /**
   * Always `worker`.
   * @constant
   */
  object: "worker";
  id: WorkerId;
  /**
   * Format: email
   * The address they sign in with.
   */
  email: string;
  /** The language of mails; null for English. */
  language: string | null;
  /** Where they live, which buyers see of approved files; null when they did not say. */
  region: string | null;
  /** Whether they stated that they are 18 or older. */
  is_adult: boolean;
  /** The latest consent to each document. */
  consents: Consent[];
  /** What they still have to state or agree to before they can work. */
  missing: ('age_statement' | 'terms' | 'privacy' | UnknownValue)[];
  /** Why they accept no jobs at present; null unless a person suspended them. */
  suspension: Suspension | null;
  /**
   * Format: date-time
   * When the account was created, ISO 8601 UTC.
   */
  created_at: string;
}
/** A person's decision that a worker accepts no more jobs. What they hold they may finish, and what they earned is theirs. */
export interface Suspension {
  /** Why: `stolen_content`, `several_accounts`, `abuse`, `fraud`, `safety` or `request_of_authority`. More may be added. */
  reason: 'stolen_content' | 'several_accounts' | 'abuse' | 'fraud' | 'safety' | 'request_of_authority' | UnknownValue;
  /**
   * Format: date-time
   * Since when, ISO 8601 UTC.
   */
  at: string;
}
/** A circle on the map. */
export interface Area {
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lng: number;
  /** Its radius in kilometres. */
  radius_km: number;
}
/** Where the worker is. */
export interface PositionRequest {
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lng: number;
  /** How exact it is, in metres. */
  accuracy_m: number;
}
/** A job in the list of what can be done. */
export interface JobSummary {
  /**
   * Always `job`.
   * @constant
   */
  object: "job";
  id: JobId;
  /** `live`, or `test` for a job that pays nothing. More may be added. */
  environment: 'live' | 'test' | UnknownValue;
  /** `data_collection` or `feedback`. More may be added. */
  type: 'data_collection' | 'feedback' | UnknownValue;
  /** Its title; null when it has none. */
  title: string | null;
  /** The beginning of its description, at most 200 characters. */
  summary: string;
  /** The media types that it accepts. */
  accepted_formats: ('image/jpeg' | 'image/png' | 'image/webp' | 'audio/mpeg' | 'audio/wav' | 'audio/mp4' | 'video/mp4' | 'video/quicktime' | UnknownValue)[];
  /** What an approved file pays the worker; 0 for a test job, in US cents. */
  reward_cents: number;
  /** Files that it needs in total. */
  files_needed: number;
  /** Files that nobody has accepted yet. */
  files_left: number;
  /** How many files one worker may accept. */
  files_per_submission: number;
  /** How long accepted files are kept for the worker, in seconds. */
  lease_seconds: number;
  /**
   * Format: date-time
   * When the job ends, ISO 8601 UTC; null for no deadline.
   */
  deadline: string | null;
  /** Where files must be made; null for anywhere. */
  area: Area | null;
  /** How far its area is from where the worker is, in kilometres, 0 within it; null without an area or a position. */
  distance_km: number | null;
  /** Whether this worker can accept it now. */
  is_eligible: boolean;
  /** Every reason why this worker cannot accept it; empty when they can. */
  why_not: ('suspended' | 'taken_part' | 'concurrent_limit' | 'too_far' | 'full' | 'ended' | UnknownValue)[];
  /** What this worker holds or held of it; null when nothing. */
  assignment: Assignment | null;
  /**
   * Format: date-time
   * When it was posted, ISO 8601 UTC.
   */
  created_at: string;
}
/** A page of jobs. */
export interface JobSummaryList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: JobSummary[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** A job with everything that its worker needs. */
export interface Job {
  /**
   * Always `job`.
   * @constant
   */
  object: "job";
  id: JobId;
  /** `live`, or `test` for a job that pays nothing. More may be added. */
  environment: 'live' | 'test' | UnknownValue;
  /** `data_collection` or `feedback`. More may be added. */
  type: 'data_collection' | 'feedback' | UnknownValue;
  /** Its title; null when it has none. */
  title: string | null;
  /** The beginning of its description, at most 200 characters. */
  summary: string;
  /** The media types that it accepts. */
  accepted_formats: ('image/jpeg' | 'image/png' | 'image/webp' | 'audio/mpeg' | 'audio/wav' | 'audio/mp4' | 'video/mp4' | 'video/quicktime' | UnknownValue)[];
  /** What an approved file pays the worker; 0 for a test job, in US cents. */
  reward_cents: number;
  /** Files that it needs in total. */
  files_needed: number;
  /** Files that nobody has accepted yet. */
  files_left: number;
  /** How many files one worker may accept. */
  files_per_submission: number;
  /** How long accepted files are kept for the worker, in seconds. */
  lease_seconds: number;
  /**
   * Format: date-time
   * When the job ends, ISO 8601 UTC; null for no deadline.
   */
  deadline: string | null;
  /** Where files must be made; null for anywhere. */
  area: Area | null;
  /** How far its area is from where the worker is, in kilometres, 0 within it; null without an area or a position. */
  distance_km: number | null;
  /** Whether this worker can accept it now. */
  is_eligible: boolean;
  /** Every reason why this worker cannot accept it; empty when they can. */
  why_not: ('suspended' | 'taken_part' | 'concurrent_limit' | 'too_far' | 'full' | 'ended' | UnknownValue)[];
  /** What this worker holds or held of it; null when nothing. */
  assignment: Assignment | null;
  /**
   * Format: date-time
   * When it was posted, ISO 8601 UTC.
   */
  created_at: string;
  /** What to make. */
  description: string;
  /** How to make it; null when the buyer wrote nothing. */
  worker_guidelines: string | null;
  /** What it is judged by, beside relevance, quality and completeness; null when the buyer wrote nothing. */
  scoring_criteria: string | null;
  /** The stars from which a file is approved. */
  min_star_rating: number;
  /** The least width in pixels; null for any. */
  min_width: number | null;
  /** The least height in pixels; null for any. */
  min_height: number | null;
  /** What to look at first; null when there is nothing. */
  context: JobContext | null;
  /** Files that were approved. */
  files_approved: number;
  /** Files that are accepted or wait for their score. */
  files_pending: number;
  buyer: Buyer;
}
/** What the buyer wants workers to see. */
export interface JobContext {
  /** Text; null for none. */
  text: string | null;
  /** Pictures. */
  image_urls: string[];
  /** Other files. */
  attachments: Attachment[];
}
/** A file that the buyer attached. */
export interface Attachment {
  /**
   * Format: uri
   * Where it is.
   */
  url: string;
  /** Its media type; null when the buyer did not say. */
  content_type: string | null;
  /** Its name; null when the buyer did not say. */
  filename: string | null;
}
/** How the buyer of a job treats files. Says nothing of who they are. */
export interface Buyer {
  /** Files of theirs that were scored. */
  files_scored: number;
  /** The share of them that was approved, 0–1; null below 20 files. */
  approval_rate: number | null;
  /** The median time from a file to its score, in seconds; null below 20 files. */
  median_score_seconds: number | null;
}
/** How many files to make. */
export interface AcceptJobRequest {
  /**
   * How many files; fewer are given when fewer are left. Default 1.
   * @default 1
   */
  slots?: number | undefined;
  /** Where the worker is, for a job with an area. Default: asked with each file. */
  position?: PositionRequest | undefined;
}
/** The files of a job that a worker accepted. A worker takes part in a job once. */
export interface Assignment {
  /**
   * Always `assignment`.
   * @constant
   */
  object: "assignment";
  job_id: JobId;
  /** `live`, or `test` for a job that pays nothing. More may be added. */
  environment: 'live' | 'test' | UnknownValue;
  /** The job's title; null when it has none, or is deleted. */
  job_title: string | null;
  /** `running` while files can be submitted, or `ended`. More may be added. */
  status: 'running' | 'ended' | UnknownValue;
  /** Files that were accepted. */
  slots: number;
  /** Files that were submitted. */
  submitted: number;
  /** Files that were given back, or whose time ended. */
  released: number;
  /**
   * Format: date-time
   * When, ISO 8601 UTC.
   */
  accepted_at: string;
  /**
   * Format: date-time
   * Until when files can be submitted, ISO 8601 UTC.
   */
  expires_at: string;
  /** Whether the time can be extended, which it can once. */
  can_extend: boolean;
}
/** A page of assignments. */
export interface AssignmentList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: Assignment[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** A file to send. */
export interface CreateUploadRequest {
  /**
   * Its media type, one of those that the job accepts.
   */
  content_type: "image/jpeg" | "image/png" | "image/webp" | "audio/mpeg" | "audio/wav" | "audio/mp4" | "video/mp4" | "video/quicktime";
  /** Its size in bytes. */
  size_bytes: number;
  /** The SHA-256 of its bytes, in lower-case hex. */
  sha256: string;
}
/** A file that is being sent. */
export interface Upload {
  /**
   * Always `upload`.
   * @constant
   */
  object: "upload";
  id: UploadId;
  job_id: JobId;
  /** `receiving` bytes, `complete` when all have arrived and their SHA-256 is right, `used` by a submission, or `expired`. More may be added. */
  status: 'receiving' | 'complete' | 'used' | 'expired' | UnknownValue;
  /** Its media type. More may be added. */
  content_type: 'image/jpeg' | 'image/png' | 'image/webp' | 'audio/mpeg' | 'audio/wav' | 'audio/mp4' | 'video/mp4' | 'video/quicktime' | UnknownValue;
  /** Its size in bytes. */
  size_bytes: number;
  /** The SHA-256 that it must have, in hex. */
  sha256: string;
  /** How many bytes have arrived and are kept. */
  received_bytes: number;
  /**
   * Format: uri
   * Where to send its bytes by the tus protocol, version 1.0.0: `HEAD` says how many have arrived, `PATCH` adds to them, and `DELETE` ends it. It needs the session.
   */
  upload_url: string;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * Until when its bytes can be sent and it can be submitted, ISO 8601 UTC.
   */
  expires_at: string;
}
/** What the file was made with, which buyers see of approved files. */
export interface DeviceRequest {
  /** The model, such as `Pixel 9`. */
  device_model: string;
  /** The operating system, such as `Android 16`. */
  device_os: string;
  /** The version of the app. */
  app_version: string;
}
/** How a file was made. */
export interface CaptureRequest {
  /**
   * `in_app` by the camera or microphone of the app, `native` by the one of the device, or `gallery` for a file that was there before.
   */
  method: "in_app" | "native" | "gallery";
  /**
   * Format: date-time
   * When it was made, ISO 8601 with a time zone. Default: unknown.
   */
  captured_at?: string | undefined;
  /** Where it was made. A job with an area needs it, exact to 500 m; it is stored rounded to three decimals, and not at all for other jobs. */
  position?: PositionRequest | undefined;
  /** What it was made with. Default: unknown. */
  device?: DeviceRequest | undefined;
}
/** A file that has arrived. */
export interface SubmitFileRequest {
  /** The upload's id, which must be `complete`. Submitting it again returns the same submission. */
  upload_id: string;
  /** How it was made. */
  capture: CaptureRequest;
}
/** What the stars are made of, each 1–5. */
export interface Dimensions {
  /** Whether it shows what was asked for. */
  relevance: number;
  /** How well it is made. */
  quality: number;
  /** Whether everything is there. */
  completeness: number;
}
/** A file that was submitted, and its result. */
export interface Submission {
  /**
   * Always `submission`.
   * @constant
   */
  object: "submission";
  id: SubmissionId;
  job_id: JobId;
  /** The job's title; null when it has none, or is deleted. */
  job_title: string | null;
  /** `live`, or `test` for a job that pays nothing. More may be added. */
  environment: 'live' | 'test' | UnknownValue;
  /** `pending_score`, `approved`, `rejected`, or `retry_pending` while another file may be submitted for it. More may be added. */
  status: 'pending_score' | 'approved' | 'rejected' | 'retry_pending' | UnknownValue;
  /** 1, or 2 after the retry. */
  attempt: number;
  /** 1–5; null until it is scored. */
  ai_star_rating: number | null;
  /** What the stars are made of; null until it is scored. */
  ai_dimensions: Dimensions | null;
  /** The dimensions that were really judged; the others are neutral. */
  judged: ('relevance' | 'quality' | 'completeness' | UnknownValue)[];
  /** Why it has these stars; null until it is scored. */
  ai_reasoning: string | null;
  /** Why it was rejected, for programs: `too_small`, `undecodable`, `wrong_format`, `duplicate`, `blank`, `silent`, `unusable` (1 star), `below_threshold` or `retry_expired`; null unless it was. More may be added. */
  rejection_code: 'too_small' | 'undecodable' | 'wrong_format' | 'duplicate' | 'blank' | 'silent' | 'unusable' | 'below_threshold' | 'retry_expired' | UnknownValue | null;
  /** Its media type. More may be added. */
  content_type: 'image/jpeg' | 'image/png' | 'image/webp' | 'audio/mpeg' | 'audio/wav' | 'audio/mp4' | 'video/mp4' | 'video/quicktime' | UnknownValue;
  /** Its size in bytes. */
  size_bytes: number;
  /** The SHA-256 of its bytes, in hex. */
  content_hash: string;
  /** What it pays when it is approved, in US cents. */
  reward_cents: number;
  /** What it has earned, in US cents. */
  earned_cents: number;
  /**
   * Format: date-time
   * When it was submitted, ISO 8601 UTC.
   */
  submitted_at: string;
  /**
   * Format: date-time
   * When it was scored, ISO 8601 UTC; null until then.
   */
  scored_at: string | null;
  /**
   * Format: date-time
   * Until when another file may be submitted for it, ISO 8601 UTC; null unless it is `retry_pending`.
   */
  retry_until: string | null;
  /**
   * Format: date-time
   * Until when its rejection can be appealed, ISO 8601 UTC; null when it cannot.
   */
  appeal_until: string | null;
  /** Its appeal; null unless there is one. */
  appeal: Appeal | null;
}
/** A page of submissions. */
export interface SubmissionList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: Submission[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** Why the rejection is wrong. */
export interface AppealRequest {
  /** For the person who decides. */
  text: string;
}
/** A rejection that a person looks at again. */
export interface Appeal {
  /**
   * Always `appeal`.
   * @constant
   */
  object: "appeal";
  /** `open`, `upheld` (the rejection stands) or `overturned` (the file is approved and paid). More may be added. */
  status: 'open' | 'upheld' | 'overturned' | UnknownValue;
  /** What the worker wrote. */
  text: string;
  /** What the person answered; null while it is open. */
  answer: string | null;
  /**
   * Format: date-time
   * When it was made, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * By when it is answered, ISO 8601 UTC.
   */
  answer_due_at: string;
  /**
   * Format: date-time
   * When it was answered, ISO 8601 UTC; null while it is open.
   */
  answered_at: string | null;
}
/** What a worker has earned. The four amounts add up to it. */
export interface Earnings {
  /**
   * Always `earnings`.
   * @constant
   */
  object: "earnings";
  /** Of files approved in the last 72 hours, in US cents. */
  pending_cents: number;
  /** What can be paid out, in US cents. */
  available_cents: number;
  /** On its way, in US cents. */
  requested_cents: number;
  /** Paid out so far, in US cents. */
  paid_cents: number;
  /** The least that a payout needs, in US cents. */
  minimum_payout_cents: number;
  /**
   * Always `usd`.
   * @constant
   */
  currency: "usd";
}
/** One movement in a worker's ledger. */
export interface EarningEntry {
  /**
   * Always `earning_entry`.
   * @constant
   */
  object: "earning_entry";
  id: MovementId;
  /** `earned` when a file is approved, `released` 72 hours later, `payout_requested`, `payout_paid`, `payout_returned`, or `adjustment` by the platform. More may be added. */
  kind: 'earned' | 'released' | 'payout_requested' | 'payout_paid' | 'payout_returned' | 'adjustment' | UnknownValue;
  /** How much was moved, in US cents. */
  amount_cents: number;
  /** The account that it was taken from: `payable` (owed by the buyer), `platform`, `pending`, `available`, `requested` or `paid`. More may be added. */
  from: 'payable' | 'platform' | 'pending' | 'available' | 'requested' | 'paid' | UnknownValue;
  /** The account that it was moved to. More may be added. */
  to: 'payable' | 'platform' | 'pending' | 'available' | 'requested' | 'paid' | UnknownValue;
  /** The job of the file; null when it is for no file, or after 7 years. */
  job_id: JobId | null;
  /** The file; null when it is for none. */
  submission_id: SubmissionId | null;
  /** The payout; null when it is for none. */
  payout_id: PayoutId | null;
  /** Why the platform adjusted it: `rejection_overturned`, `correction` or `fraud`; null for other kinds. More may be added. */
  reason: 'rejection_overturned' | 'correction' | 'fraud' | UnknownValue | null;
  /**
   * Format: date-time
   * When, ISO 8601 UTC.
   */
  created_at: string;
}
/** A page of movements. */
export interface EarningEntryList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: EarningEntry[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** Money on its way to a worker. */
export interface Payout {
  /**
   * Always `payout`.
   * @constant
   */
  object: "payout";
  id: PayoutId;
  /** `requested`, `paid`, or `returned`: then it is available again. More may be added. */
  status: 'requested' | 'paid' | 'returned' | UnknownValue;
  /** How much, in US cents. */
  amount_cents: number;
  /** The provider's or operator's reference; null until it is paid. */
  reference: string | null;
  /**
   * Format: date-time
   * When it was requested, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it was paid or returned, ISO 8601 UTC; null until then.
   */
  settled_at: string | null;
}
/** A page of payouts. */
export interface PayoutList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** This page. */
  data: Payout[];
  /** Whether there is another page. */
  has_more: boolean;
  /** The `cursor` of the next page; null on the last one. */
  next_cursor: string | null;
}
/** What decides how many jobs a worker may do at a time, and what it is made of. */
export interface Trust {
  /**
   * Always `trust`.
   * @constant
   */
  object: "trust";
  /** One for each type of job that they did. */
  categories: CategoryTrust[];
  /** Files that got 1 star. */
  strikes: number;
  /** How many jobs they may do at a time, of a type that they have not done yet. */
  job_limit: number;
  /** How many they do now. */
  open_jobs: number;
}
/** Trust in one type of job. */
export interface CategoryTrust {
  /** `data_collection` or `feedback`. More may be added. */
  type: 'data_collection' | 'feedback' | UnknownValue;
  /** 0–100. New workers start near 50. */
  score: number;
  /** 0–100, from stars and approvals; 60 % of the score. */
  quality: number;
  /** 0–100, how alike the stars are; 25 % of the score. */
  consistency: number;
  /** 0–100, from the time between accepting and submitting; 15 % of the score. */
  speed: number;
  /** Files that were scored. */
  files_scored: number;
  /** Files that were approved. */
  files_approved: number;
  /** How many jobs they may do at a time while this one is of this type. */
  job_limit: number;
}
/** Everything that is held on a worker. */
export interface DataExport {
  /**
   * Always `data_export`.
   * @constant
   */
  object: "data_export";
  id: DataExportId;
  /** `pending`, `ready` or `expired` (deleted after 7 days; create another). More may be added. */
  status: 'pending' | 'ready' | 'expired' | UnknownValue;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it was ready, ISO 8601 UTC.
   */
  completed_at: string | null;
  /**
   * Format: uri
   * A signed URL of the JSON document; null unless ready.
   */
  download_url: string | null;
  /**
   * Format: date-time
   * When `download_url` expires, ISO 8601 UTC.
   */
  download_url_expires_at: string | null;
  /** Its size in bytes; null unless ready. */
  size_bytes: number | null;
}
/** Confirms that the account is to be erased. */
export interface ErasureRequest {
  /**
   * Always `erase`.
   * @constant
   */
  confirm: "erase";
}
/** What is erased of a worker, and what the law requires to be kept. */
export interface Erasure {
  /**
   * Always `erasure`.
   * @constant
   */
  object: "erasure";
  id: ErasureId;
  /** `pending` or `completed`. More may be added. */
  status: 'pending' | 'completed' | UnknownValue;
  /**
   * Format: date-time
   * When it was requested, ISO 8601 UTC.
   */
  created_at: string;
  /** What is kept, why, and until when. */
  retained: RetainedData[];
  /** The payout of everything that was available; null when nothing was. */
  payout: Payout | null;
}
/** Data that an erasure keeps. */
export interface RetainedData {
  /** What kind of data, such as `earnings`. More may be added. */
  category: string;
  /** The legal duty to keep it, for humans. */
  reason: string;
  /**
   * Format: date-time
   * When it is deleted or irreversibly anonymised, ISO 8601 UTC.
   */
  until: string;
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
/** Query parameters of `listJobs`. */
export interface ListJobsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * `live` jobs pay; `test` jobs are for trying, and pay nothing. Default `live`.
   * @default live
   */
  environment?: ("live" | "test") | undefined;
  /** Where the worker is, as `latitude,longitude` in degrees with at most three decimals, which is exact enough (about 100 m). */
  near?: string | undefined;
  /**
   * Only jobs that accept this kind of file: `image`, `audio` or `video`.
   */
  media?: ("image" | "audio" | "video") | undefined;
}
/** Query parameters of `getJob`. */
export interface GetJobQuery {
  /** Where the worker is, as `latitude,longitude` in degrees with at most three decimals, which is exact enough (about 100 m). */
  near?: string | undefined;
}
/** Query parameters of `listAssignments`. */
export interface ListAssignmentsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only assignments with this status: `running` or `ended`.
   */
  status?: ("running" | "ended") | undefined;
}
/** Query parameters of `listSubmissions`. */
export interface ListSubmissionsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only submissions with this status: `pending_score`, `approved`, `rejected` or `retry_pending`.
   */
  status?: ("pending_score" | "approved" | "rejected" | "retry_pending") | undefined;
}
/** Query parameters of `listEarningEntries`. */
export interface ListEarningEntriesQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
}
/** Query parameters of `listPayouts`. */
export interface ListPayoutsQuery {
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
  signIn: { path: undefined; query: undefined; body: SignInRequest; result: SignIn };
  listSessions: { path: undefined; query: ListSessionsQuery; body: undefined; result: SessionList };
  signOut: { path: undefined; query: undefined; body: undefined; result: undefined };
  endSession: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  getPasskeyChallenge: { path: undefined; query: undefined; body: undefined; result: PasskeyChallenge };
  signInWithPasskey: { path: undefined; query: undefined; body: PasskeySignInRequest; result: SignIn };
  listDocuments: { path: undefined; query: undefined; body: undefined; result: DocumentList };
  getMe: { path: undefined; query: undefined; body: undefined; result: Worker };
  updateMe: { path: undefined; query: undefined; body: UpdateWorkerRequest; result: Worker };
  stateAge: { path: undefined; query: undefined; body: AgeStatementRequest; result: Worker };
  getNewPasskeyChallenge: { path: undefined; query: undefined; body: undefined; result: PasskeyChallenge };
  listPasskeys: { path: undefined; query: ListPasskeysQuery; body: undefined; result: PasskeyList };
  addPasskey: { path: undefined; query: undefined; body: AddPasskeyRequest; result: Passkey };
  removePasskey: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  giveConsent: { path: undefined; query: undefined; body: ConsentRequest; result: Worker };
  listJobs: { path: undefined; query: ListJobsQuery; body: undefined; result: JobSummaryList };
  getJob: { path: { id: string }; query: GetJobQuery; body: undefined; result: Job };
  acceptJob: { path: { id: string }; query: undefined; body: AcceptJobRequest; result: Assignment };
  extendLease: { path: { id: string }; query: undefined; body: undefined; result: Assignment };
  returnJob: { path: { id: string }; query: undefined; body: undefined; result: Assignment };
  listAssignments: { path: undefined; query: ListAssignmentsQuery; body: undefined; result: AssignmentList };
  createUpload: { path: { id: string }; query: undefined; body: CreateUploadRequest; result: Upload };
  getUpload: { path: { id: string }; query: undefined; body: undefined; result: Upload };
  deleteUpload: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  submitFile: { path: { id: string }; query: undefined; body: SubmitFileRequest; result: Submission };
  retrySubmission: { path: { id: string }; query: undefined; body: SubmitFileRequest; result: Submission };
  listSubmissions: { path: undefined; query: ListSubmissionsQuery; body: undefined; result: SubmissionList };
  getSubmission: { path: { id: string }; query: undefined; body: undefined; result: Submission };
  appealSubmission: { path: { id: string }; query: undefined; body: AppealRequest; result: Submission };
  getTrust: { path: undefined; query: undefined; body: undefined; result: Trust };
  getEarnings: { path: undefined; query: undefined; body: undefined; result: Earnings };
  listEarningEntries: { path: undefined; query: ListEarningEntriesQuery; body: undefined; result: EarningEntryList };
  requestPayout: { path: undefined; query: undefined; body: undefined; result: Payout };
  listPayouts: { path: undefined; query: ListPayoutsQuery; body: undefined; result: PayoutList };
  createDataExport: { path: undefined; query: undefined; body: undefined; result: DataExport };
  getDataExport: { path: { id: string }; query: undefined; body: undefined; result: DataExport };
  eraseMe: { path: undefined; query: undefined; body: ErasureRequest; result: Erasure };
}
