import type { FileAnnotations } from '@firsthandapi/spec';
import type { ByteRange, MediaContent } from './media/media-content.ts';
import type {
  AssessmentRecord,
  CertainRejection,
  Dimensions,
  JobRecord,
  ModelVersion,
  Opinion,
  SafetyFinding,
  Signal,
  SubmissionRecord,
} from './store/records.ts';
import type { Store } from './store/store.ts';
import type { Instant } from './time/instant.ts';

/** Source of time. The engine has no timer. */
export interface Clock {
  now(): Instant;
  /**
   * Returns the latest instant that has certainly passed. Earlier than `now()` while the clock is in doubt, for example
   * after it jumped ahead: until then, nothing expires and nothing is deleted. Default: `now()`.
   */
  certain?(): Instant;
  /** Resolves when the clock has reached `instant`, or when `signal` aborts. */
  until(instant: Instant, signal?: AbortSignal): Promise<void>;
}

/** Source of ids and secrets. */
export interface Ids {
  /** Returns a new id `<prefix>_<ULID>`, greater than every earlier one with the prefix. */
  next(prefix: string, now: Instant): string;
  /** Returns `length` random base62 characters. 33 of them hold 196 random bits. */
  secret(length: number): string;
}

/**
 * Stores file contents, which are written once and never changed. Each belongs to an organization, so that an adapter can
 * seal it under a key of its own.
 */
export interface Files {
  /**
   * Stores content, whole or as it arrives: a durable adapter holds a bounded part of it in memory. It can be read once
   * all of it is stored, and replaces what the key had before. When the source fails, nothing is stored, and the promise
   * rejects with the source's error.
   */
  put(
    key: string,
    organizationId: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<void>;
  /**
   * Returns the content, or undefined when it is unknown or deleted. With a range, which must be within the content, a
   * stream contains that part only, and only that part is read. Bytes already in memory may be returned whole.
   *
   * @param signal Ends the wait for the content, not the reading of a stream that was returned.
   */
  open(
    key: string,
    organizationId: string,
    range?: ByteRange,
    signal?: AbortSignal,
  ): Promise<Uint8Array | ReadableStream<Uint8Array> | undefined>;
  delete(key: string): Promise<void>;
}

/** Three dimensions of quality, each 1–5 (contract §5). */
export interface Score {
  readonly relevance: number;
  readonly quality: number;
  readonly completeness: number;
  readonly reasoning: string;
  /** Set when a scorer is certain: 1 star and rejected, at any threshold. */
  readonly rejection_code?: CertainRejection | null;
  /** What was recognised in the file. Default null. */
  readonly annotations?: FileAnnotations | null;
}

/** A submission to be assessed. */
export interface AssessmentRequest {
  readonly job: JobRecord;
  readonly submission: SubmissionRecord;
  /** What the assessments of this job have cost so far, in millionths of a US cent. */
  readonly spent_microcents: number;
  /** Opens the submitted file, whole or a range of it, as `Files.open` does. Rejects when it is missing. */
  open(range?: ByteRange): Promise<Uint8Array | ReadableStream<Uint8Array>>;
}

/** What every assessment says beside its verdict. */
interface AssessmentFindings {
  /** Why it has its rating, for the worker and the customer: plain text, of which 500 characters are kept. */
  readonly reasoning: string;
  /** 0–1. */
  readonly confidence: number;
  /** The dimensions that were really judged; the others are neutral. */
  readonly judged: AssessmentRecord['judged'];
  readonly safety: SafetyFinding;
  readonly signals: readonly Signal[];
  readonly votes: readonly Opinion[];
  readonly models: readonly ModelVersion[];
  /** What was recognised in the file, which its customer sees once it is approved. */
  readonly annotations: FileAnnotations | null;
  /** What the scorer recognises the picture by when it is changed a little, in at most 8,192 characters. Default: nothing. */
  readonly likeness?: string | null;
  /**
   * A picture of the file for customers who have not approved it, at most 512 px long and 256 KiB large, and marked as a
   * preview; null when there is none, as for sound.
   */
  readonly preview: { readonly content_type: string; readonly content: Uint8Array } | null;
  /** What the assessment cost, in millionths of a US cent. */
  readonly cost_microcents: number;
}

/**
 * What a scorer says of a submission. With `rejection_code` it is certain, and the submission is rejected with 1 star at
 * any threshold. With `needs_review` a person decides; `dimensions` stand when nobody has within 24 hours, and with null
 * the submission waits on.
 */
export type Assessment = AssessmentFindings &
  (
    | {
        readonly verdict: 'scored';
        readonly dimensions: Dimensions;
        readonly rejection_code: CertainRejection | null;
      }
    | {
        readonly verdict: 'needs_review';
        readonly dimensions: Dimensions | null;
        readonly rejection_code: null;
      }
  );

/**
 * Assesses what people submit to jobs; simulated workers are scored by their plan. Never called inside a transaction. An
 * adapter must end within a minute. When it rejects, the submission keeps waiting and is assessed again later: a failure
 * never becomes a rating. A crash may cause the same call twice.
 */
export interface Scorer {
  /** The most stars that it ever gives; a live job cannot ask for more. Default 5. */
  readonly highestStars?: number;
  /** Rejects with a `RetryLaterError` when the provider says when to try again. */
  assess(request: AssessmentRequest): Promise<Assessment>;
  /** Whether two of its `likeness` are of the same picture, at most changed a little. Default: none are. */
  isAlike?(one: string, other: string): boolean;
}

/** A checkout session at the payment provider. */
export interface Checkout {
  readonly checkout_url: string;
  readonly reference: string;
  readonly expires_at: Instant;
}

/**
 * The payment provider. Never called inside a transaction. An adapter must time out after some seconds with a
 * `TimeoutError`, and must be idempotent: a crash may cause the same call twice.
 */
export interface Payments {
  /**
   * Opens a checkout page. A repeated call for the same purchase returns the same checkout.
   *
   * @param signal Ends the wait early, as a timeout: with a `TimeoutError`.
   */
  createCheckout(
    order: {
      readonly organization_id: string;
      readonly purchase_id: string;
      readonly amount_cents: number;
      readonly now: Instant;
    },
    signal?: AbortSignal,
  ): Promise<Checkout>;
  /**
   * Charges the saved payment method and resolves to the provider's reference. A repeated call for the same attempt
   * takes no more money and returns the outcome of the first. Rejects with a `PaymentRefusedError` when no money was or
   * will be taken. After any other error the outcome is unknown, and the engine repeats the same attempt.
   */
  charge(order: {
    readonly organization_id: string;
    readonly purchase_id: string;
    readonly amount_cents: number;
    /** From 1. A refused charge is retried as the next attempt. */
    readonly attempt: number;
  }): Promise<string>;
}

/** One attempt to deliver an event to an endpoint. */
export interface DeliveryRequest {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly endpoint_id: string;
  readonly organization_id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Time out after this many milliseconds of the engine's clock. */
  readonly timeout_ms: number;
}

/** The outcome of an attempt: the receiver's status code, or why there is none. */
export type DeliveryOutcome =
  | { readonly status_code: number }
  | {
      readonly status_code: null;
      readonly reason: 'timeout' | 'connection' | 'blocked_address' | 'handler_error';
    };

/** Sends webhook deliveries. Never rejects: a failed attempt is an outcome. */
export interface Sender {
  /** @param signal Ends the attempt early, as a timeout. */
  send(request: DeliveryRequest, signal?: AbortSignal): Promise<DeliveryOutcome>;
}

/** A mail that asks to confirm an address. */
export interface ConfirmationMail {
  readonly organization_id: string;
  readonly email: string;
  /** Passed to `confirmEmail` by the link in the mail. */
  readonly token: string;
  readonly expires_at: Instant;
}

/** Sends mail. Rejects when the mail was not accepted; the engine then tries again later. */
export interface Mailer {
  sendConfirmation(mail: ConfirmationMail): Promise<void>;
}

/** A mail as it is sent. */
export interface MailMessage {
  /** The same at every attempt, so that a receiver recognises a mail that was sent twice. */
  readonly id: string;
  /** What it is about, such as `sign_in_code`. */
  readonly kind: string;
  readonly to: string;
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** After this, it is of no use; null for never. */
  readonly expires_at: Instant | null;
}

/**
 * Sends mail to people. Never called inside a transaction. An adapter must end within half a minute; when it rejects, the mail is
 * sent again later. A crash may cause the same call twice: the message's id is then the same.
 */
export interface Mail {
  send(message: MailMessage): Promise<void>;
}

/**
 * Returns what a file says about itself: its size in pixels, or its length. Null for what it does not say, also when it is
 * damaged: the scorer tells that. Never called inside a transaction.
 */
export type ReadMedia = (
  contentType: string,
  open: () => Promise<Uint8Array | ReadableStream<Uint8Array> | undefined>,
) => Promise<Pick<MediaContent, 'width' | 'height' | 'duration_seconds'>>;

/** Holds peppers and data keys. */
export interface Keyring {
  /** Returns the hash of an API key under the current pepper: `<version>:<hex HMAC-SHA-256>`. */
  hashKey(key: string): string;
  /** Returns the hashes of an API key under every active pepper, the current one first. */
  keyHashes(key: string): readonly string[];
  /** Returns the hex HMAC-SHA-256 of `text` under the keyring's current signing key for `purpose`. */
  sign(purpose: string, text: string): string;
  /** Returns the signatures of `text` under every signing key that is not retired, the current one first. */
  signatures(purpose: string, text: string): readonly string[];
  /** Whether `signature` is one of the signatures of `text`, compared in constant time. */
  verify(purpose: string, text: string, signature: string): boolean;
  /** Encrypts text for storage (AES-256-GCM in every durable adapter). */
  seal(purpose: string, text: string): Promise<string>;
  open(purpose: string, sealed: string): Promise<string>;
  /** Encrypts a first response under a key derived from the client's Idempotency-Key and the keyring. */
  sealReplay(idempotencyKey: string, text: string): Promise<string>;
  openReplay(idempotencyKey: string, sealed: string): Promise<string>;
}

/** Hashes under a random key that exists for one UTC day (contract §8). */
export interface DailyHash {
  /** Returns a hex hash of `text`, the same for all of the day. `day` counts from the epoch. Never rejects. */
  of(day: number, text: string): Promise<string>;
}

/** A passkey as a service keeps it. Binary fields are base64url. */
export interface NewPasskey {
  readonly credential_id: string;
  /** The public key, in COSE. */
  readonly public_key: string;
  /** How often it was used, as its authenticator counts; 0 where it does not. */
  readonly counter: number;
  readonly transports: readonly string[];
}

/** What a browser has made with `creationOptions`. */
export interface MadePasskey {
  readonly challenge: string;
  readonly credential_id: string;
  readonly client_data: string;
  readonly attestation: string;
  readonly transports?: readonly string[] | undefined;
}

/** What a browser has signed with `requestOptions`. */
export interface UsedPasskey {
  readonly challenge: string;
  readonly credential_id: string;
  readonly client_data: string;
  readonly authenticator_data: string;
  readonly signature: string;
}

/** The protocol of passkeys (WebAuthn), for the host's own name and origin, with the user verified. */
export interface Passkeys {
  /** What a browser needs to make a passkey, in WebAuthn's JSON. `known`: those that the holder has. */
  creationOptions(request: {
    readonly challenge: string;
    readonly holder: { readonly id: string; readonly name: string };
    readonly known: readonly string[];
  }): Promise<Readonly<Record<string, unknown>>>;
  /** What a browser needs to use a passkey, whoever's it is. */
  requestOptions(challenge: string): Promise<Readonly<Record<string, unknown>>>;
  /** Returns the passkey, or undefined when what the browser sent does not verify. Never rejects for what it contains. */
  verifyMade(made: MadePasskey): Promise<NewPasskey | undefined>;
  /** Returns the counter after this use, or undefined when the use does not verify or the counter does not advance. */
  verifyUsed(used: UsedPasskey, known: NewPasskey): Promise<number | undefined>;
}

/** Continues a trace (W3C Trace Context) in work that runs later, perhaps in another process. */
export interface Traces {
  /** Returns the `traceparent` of what is running; undefined when it is not traced. */
  current(): string | undefined;
  /** Runs `work` as a span of its own, which continues the trace of `parent` if there is one. */
  continue<T>(name: string, parent: string | null, work: () => Promise<T>): Promise<T>;
}

/** Everything that the engine needs from its host. */
export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: Files;
  readonly scorer: Scorer;
  readonly payments: Payments;
  readonly sender: Sender;
  readonly keyring: Keyring;
  /** Default: the keyring's signatures, for hosts whose keyring does not outlive their data. */
  readonly dailyHash?: DailyHash;
  /** Default: no mail. Free credits are then granted at signup. */
  readonly mailer?: Mailer | undefined;
  /** Reads what a file says about itself. Default: nothing is known of it. */
  readonly readMedia?: ReadMedia | undefined;
  /** Default: no mail, and then nobody can sign in as a worker. */
  readonly mail?: Mail | undefined;
  /** Default: none, and people sign in with codes alone. */
  readonly passkeys?: Passkeys | undefined;
  /** Default: nothing is traced. */
  readonly traces?: Traces | undefined;
}
