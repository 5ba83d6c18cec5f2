import { ApiFailure, bodyOf } from '@firsthandapi/ui';
import type { WorkerApi } from '../api/worker-api.ts';
import {
  DeliveryError,
  type DeliveryPort,
  type HandIn,
  type Remedy,
  type UploadProgress,
} from './delivery-port.ts';
import type { HandedInStatus, OutboxItem, Upload } from './outbox-item.ts';
import { tusUpload } from './tus-upload.ts';

type SendBytes = typeof tusUpload;

/** Delivers files by the worker operations, and their bytes by the tus protocol. */
export class ApiDelivery implements DeliveryPort {
  readonly #api: WorkerApi;
  readonly #sendBytes: SendBytes;

  constructor(api: WorkerApi, sendBytes: SendBytes = tusUpload) {
    this.#api = api;
    this.#sendBytes = sendBytes;
  }

  async upload(
    item: OutboxItem,
    bytes: Blob,
    progress: UploadProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const upload = item.upload ?? (await this.#create(item, signal));
    if (item.upload === null) await progress.created(upload);
    try {
      await this.#sendBytes(upload.url, bytes, progress.confirmed, signal);
    } catch (error) {
      throw deliveryErrorOf(error, BYTES_REMEDIES);
    }
  }

  async handIn(item: OutboxItem, signal: AbortSignal): Promise<HandIn> {
    const upload = item.upload;
    if (upload === null) throw new DeliveryError('upload_missing', { kind: 'upload_again' });
    try {
      const submission = await bodyOf(this.#requestHandIn(item, upload, signal));
      return { submissionId: submission.id, status: submission.status as HandedInStatus };
    } catch (error) {
      throw deliveryErrorOf(error, HAND_IN_REMEDIES);
    }
  }

  async #create(item: OutboxItem, signal: AbortSignal): Promise<Upload> {
    const request = this.#api.POST('/worker/v1/jobs/{id}/uploads', {
      params: {
        path: { id: item.jobId },
        header: { 'Idempotency-Key': `${item.id}-upload-${item.lostUploads}` },
      },
      body: {
        content_type: item.mimeType as 'image/jpeg',
        size_bytes: item.size,
        sha256: item.sha256,
      },
      signal,
    });
    try {
      const created = await bodyOf(request);
      return { id: created.id, url: created.upload_url };
    } catch (error) {
      throw deliveryErrorOf(error, NO_OWN_REMEDIES);
    }
  }

  #requestHandIn(item: OutboxItem, upload: Upload, signal: AbortSignal) {
    const header = { 'Idempotency-Key': `${item.id}-${upload.id}` };
    const body = { upload_id: upload.id, capture: captureOf(item) };
    return item.retryOf === null
      ? this.#api.POST('/worker/v1/jobs/{id}/submissions', {
          params: { path: { id: item.jobId }, header },
          body,
          signal,
        })
      : this.#api.POST('/worker/v1/submissions/{id}/retry', {
          params: { path: { id: item.retryOf }, header },
          body,
          signal,
        });
  }
}

function captureOf({ method, capturedAt, position }: OutboxItem) {
  return {
    method,
    captured_at: new Date(capturedAt).toISOString(),
    ...(position !== null && {
      position: {
        lat: position.latitude,
        lng: position.longitude,
        accuracy_m: position.accuracy,
      },
    }),
  };
}

/** What helps against statuses that mean something of their own in one of the three steps. */
type OwnRemedies = Readonly<Record<number, 'retry' | 'upload_again'>>;

const NO_OWN_REMEDIES: OwnRemedies = {};
const BYTES_REMEDIES: OwnRemedies = {
  404: 'upload_again',
  // Another request has moved the offset.
  409: 'retry',
  410: 'upload_again',
  423: 'retry',
  // The checksum of the whole was wrong (tus).
  460: 'upload_again',
};
const HAND_IN_REMEDIES: OwnRemedies = {
  // The upload has expired, or the job is gone: a new upload tells which.
  404: 'upload_again',
};

function deliveryErrorOf(error: unknown, remedies: OwnRemedies) {
  if (!(error instanceof ApiFailure)) return error;
  const { status, code, retryAfterMs } = error;
  const remedy = (): Remedy => {
    if (status === 401) return { kind: 'sign_in' };
    const own = remedies[status];
    if (own === 'upload_again') return { kind: own };
    // A conflict without a reason is a request under the same key that still runs.
    const isRunning = status === 409 && error.details.length === 0 && error.type === 'conflict';
    const isTemporary = status === 0 || status === 408 || status === 429 || status >= 500;
    if (own === 'retry' || isRunning || isTemporary)
      return { kind: 'retry', afterMs: retryAfterMs };
    return { kind: 'none' };
  };
  return new DeliveryError(code, remedy(), { cause: error });
}
