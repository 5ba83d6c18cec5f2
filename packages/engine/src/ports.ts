import type { ByteRange } from './media/media-content.ts';
import type { JobRecord, SubmissionRecord } from './store/records.ts';
import type { Store } from './store/store.ts';
import type { Instant } from './time/instant.ts';

/** Where time comes from. The engine owns no timer. */
export interface Clock {
  now(): Instant;
  /** Resolves when the clock has reached `instant`, or when `signal` aborts. */
  until(instant: Instant, signal?: AbortSignal): Promise<void>;
}

/** Where ids and secrets come from. */
export interface Ids {
  /** A new id `<prefix>_<ULID>`, greater than every earlier one of the prefix. */
  next(prefix: string, now: Instant): string;
  /** `length` base62 characters. 33 of them hold 196 random bits. */
  secret(length: number): string;
}

/** Where file contents live. Contents are written once and never changed. */
export interface Files {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * The content, or undefined when it is unknown or deleted. With a range, which lies within the content, a stream holds
   * that part and nothing else, and no more is read than the part needs. Bytes that are in memory may be given whole.
   */
  open(
    key: string,
    range?: ByteRange,
  ): Promise<Uint8Array | ReadableStream<Uint8Array> | undefined>;
  delete(key: string): Promise<void>;
}

/** Three dimensions of quality, each 1–5 (contract §5). */
export interface Score {
  readonly relevance: number;
  readonly quality: number;
  readonly completeness: number;
  readonly reasoning: string;
}

/** Who scores submissions: the AI ensemble in production, a synthetic one under test keys. */
export interface Scorer {
  score(submission: SubmissionRecord, job: JobRecord): Promise<Score>;
}

/** A checkout session at the payment provider. */
export interface Checkout {
  readonly checkout_url: string;
  readonly reference: string;
  readonly expires_at: Instant;
}

/**
 * Who takes money. Never asked inside a transaction. An adapter gives up by itself after some seconds, with a
 * `TimeoutError`; whatever is asked twice, because of a crash in between, it does once.
 */
export interface Payments {
  /** Opens a checkout page. Asked again for the same purchase, it gives the same checkout. */
  createCheckout(order: {
    readonly organization_id: string;
    readonly purchase_id: string;
    readonly amount_cents: number;
    readonly now: Instant;
  }): Promise<Checkout>;
  /**
   * Charges the saved payment method and resolves to the provider's reference. Asked again for the same attempt, it takes
   * no more money and says what came of the first. Rejects with a `PaymentRefusedError` when no money was or will be
   * taken; with any other error that is open, and the same attempt is asked for again.
   */
  charge(order: {
    readonly organization_id: string;
    readonly purchase_id: string;
    readonly amount_cents: number;
    /** From 1. A charge that was refused is tried anew as the next attempt. */
    readonly attempt: number;
  }): Promise<string>;
}

/** One attempt to deliver an event to an endpoint. */
export interface DeliveryRequest {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly endpoint_id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Give up after this many milliseconds of the engine's clock. */
  readonly timeout_ms: number;
}

/** What came of an attempt: the receiver's status code, or why there is none. */
export type DeliveryOutcome =
  | { readonly status_code: number }
  | {
      readonly status_code: null;
      readonly reason: 'timeout' | 'connection' | 'blocked_address' | 'handler_error';
    };

/** Who carries webhook deliveries. Never rejects: a failed attempt is an outcome. */
export interface Sender {
  send(request: DeliveryRequest): Promise<DeliveryOutcome>;
}

/** Who holds peppers and data keys. */
export interface Keyring {
  /** Keyed hash of an API key under the current pepper: `<version>:<hex HMAC-SHA-256>`. */
  hashKey(key: string): string;
  /** The hashes of an API key under every active pepper, the current one first. */
  keyHashes(key: string): readonly string[];
  /** Hex HMAC-SHA-256 of `text` under the keyring's signing key for `purpose`. */
  sign(purpose: string, text: string): string;
  /** Whether `signature` is that of `text`, compared in constant time. */
  verify(purpose: string, text: string, signature: string): boolean;
  /** Seals text for keeping at rest (AES-256-GCM in every durable adapter). */
  seal(purpose: string, text: string): Promise<string>;
  open(purpose: string, sealed: string): Promise<string>;
  /** Seals a first response under a key derived from the client's Idempotency-Key and the keyring. */
  sealReplay(idempotencyKey: string, text: string): Promise<string>;
  openReplay(idempotencyKey: string, sealed: string): Promise<string>;
}

/** The world outside the rules. */
export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: Files;
  readonly scorer: Scorer;
  readonly payments: Payments;
  readonly sender: Sender;
  readonly keyring: Keyring;
}
