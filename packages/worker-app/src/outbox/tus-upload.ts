import { ApiFailure } from '@firsthandapi/ui';
import type { DetailedError, HttpResponse } from 'tus-js-client';

/** Bytes in one request. What is lost when the app is killed is sent again, so that is at most one chunk. */
export const CHUNK_BYTES = 1_048_576;

/**
 * Sends a file to an upload by the tus protocol, from where the server's copy ends. The protocol's library is loaded with
 * the first file: an app that only reads needs none.
 *
 * @throws ApiFailure or the reason of `signal`
 */
export async function tusUpload(
  url: string,
  bytes: Blob,
  onConfirmed: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { Upload } = await import('tus-js-client');
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(bytes, {
      uploadUrl: url,
      uploadSize: bytes.size,
      chunkSize: CHUNK_BYTES,
      // The outbox remembers the upload, and the sender decides about retries.
      storeFingerprintForResuming: false,
      retryDelays: null,
      onChunkComplete: (_size, accepted) => onConfirmed(accepted),
      onSuccess: () => resolve(),
      onError: (error) => reject(failureOf(error)),
    });
    signal.addEventListener(
      'abort',
      () => {
        upload.abort().catch(() => undefined);
        reject(signal.reason);
      },
      { once: true },
    );
    upload.start();
  });
}

function failureOf(error: Error | DetailedError): ApiFailure {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (response === null) {
    const fields = { message: 'The server did not respond', status: 0, type: 'no_connection' };
    return new ApiFailure(fields, { cause: error });
  }
  const seconds = Number(response.getHeader('Retry-After') ?? Number.NaN);
  return new ApiFailure(
    {
      message: error.message,
      status: response.getStatus(),
      type: typeOf(response),
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
    },
    { cause: error },
  );
}

function typeOf(response: HttpResponse): string {
  try {
    return JSON.parse(response.getBody()).error.type;
  } catch {
    return `http_${response.getStatus()}`;
  }
}
