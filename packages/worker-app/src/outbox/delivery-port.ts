import type { HandedInStatus, OutboxItem, Upload } from './outbox-item.ts';

/** What the sender tells the outbox while it uploads a file. */
export interface UploadProgress {
  /** The upload exists on the server. Awaited before a byte is sent, so that a killed app finds it again. */
  created(upload: Upload): Promise<void>;
  /** The server has confirmed so many bytes. */
  confirmed(bytes: number): void;
}

/** The server, as the sender of the outbox sees it. Every method throws `DeliveryError`, or the reason of `signal`. */
export interface DeliveryPort {
  /** Sends the bytes that the server does not have yet. Resolves when it has all of them and their checksum is right. */
  upload(
    item: OutboxItem,
    bytes: Blob,
    progress: UploadProgress,
    signal: AbortSignal,
  ): Promise<void>;
  /** Hands in an uploaded file. Repeating it returns the same submission. */
  handIn(item: OutboxItem, signal: AbortSignal): Promise<HandIn>;
}

export interface HandIn {
  readonly submissionId: string;
  readonly status: HandedInStatus;
}

/** Why a file could not be sent. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly remedy: Remedy;

  constructor(code: string, remedy: Remedy, options?: ErrorOptions) {
    super(code, options);
    this.remedy = remedy;
  }

  /** The error code of the API, or one of the app's own. */
  get code(): string {
    return this.message;
  }
}

/** What helps: another attempt later, a new upload, a new sign-in; or nothing. */
export type Remedy =
  | { readonly kind: 'retry'; readonly afterMs?: number | undefined }
  | { readonly kind: 'upload_again' }
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'none' };
