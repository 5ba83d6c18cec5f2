/** What a file shows or sounds like to the person who captured it. */
export type CaptureKind = 'photo' | 'audio' | 'video';

/** How a file came to be: with this app's camera, the phone's own one, or from the gallery. */
export type CaptureMethod = 'in_app' | 'native' | 'gallery';

/** Where a file was captured. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  /** Radius of the circle, in metres, in which the phone says it is. */
  readonly accuracy: number;
}

/** A captured file on its way to the server. Its bytes are stored apart, under the same id. */
export interface OutboxItem {
  /** A UUID. The idempotency keys of its requests begin with it. */
  readonly id: string;
  readonly jobId: string;
  readonly jobTitle: string;
  readonly kind: CaptureKind;
  /** Its number among the files for the job, from 1. */
  readonly number: number;
  readonly mimeType: string;
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Milliseconds since the epoch. */
  readonly capturedAt: number;
  readonly method: CaptureMethod;
  readonly position: Position | null;
  /** The submission whose second attempt it is. */
  readonly retryOf: string | null;
  /** Whether the person has pressed Submit. Without it, the file is uploaded but not handed in. */
  readonly isSubmitted: boolean;
  /** The upload on the server, once it exists. Sending continues there. */
  readonly upload: Upload | null;
  /** Uploads of this file that the server has lost. */
  readonly lostUploads: number;
  /** Bytes that the server has confirmed. */
  readonly sent: number;
  readonly state: ItemState;
}

/** Where the server keeps the bytes that it has. */
export interface Upload {
  readonly id: string;
  readonly url: string;
}

/** What happens to a file now. Each state has exactly the fields that make sense in it. */
export type ItemState =
  /** Waits for its turn, or until `notBefore` after a failure. Instants in milliseconds since the epoch. */
  | { readonly kind: 'queued'; readonly failures: number; readonly notBefore: number }
  | { readonly kind: 'uploading'; readonly failures: number }
  | { readonly kind: 'paused' }
  /** The server has every byte. Handed in once the person submits it; `notBefore` as above. */
  | { readonly kind: 'uploaded'; readonly failures: number; readonly notBefore: number }
  | { readonly kind: 'handing_in'; readonly failures: number }
  | { readonly kind: 'handed_in'; readonly submissionId: string; readonly status: HandedInStatus }
  /** Cannot be sent any more. `code` is the error code of the API, or one of the app's own. */
  | { readonly kind: 'failed'; readonly code: string };

/** What became of a file that was handed in. */
export type HandedInStatus = 'pending_score' | 'approved' | 'rejected' | 'retry_pending';

/** Whether the server has confirmed everything there is to say about an item, so that its bytes may be deleted here. */
export function isDelivered({ state }: OutboxItem): boolean {
  return state.kind === 'handed_in';
}

/** Whether an item still has to be sent, so that its loss would be the loss of somebody's work. */
export function isUnsent({ state }: OutboxItem): boolean {
  return state.kind !== 'handed_in' && state.kind !== 'failed';
}
