import { ApiError } from '../errors/api-error.ts';
import type { EngineResponse, HeaderReader } from '../http/messages.ts';
import type { Ports } from '../ports.ts';
import type { UploadRecord } from '../store/records.ts';
import { assembleUpload } from './assemble-upload.ts';
import { receiveContent } from './receive-content.ts';

/** A request to the content of an upload, whose worker is known. */
export interface TusRequest {
  readonly method: string;
  readonly headers: HeaderReader;
  readonly content: AsyncIterable<Uint8Array> | null;
}

const VERSION = '1.0.0';
const OFFSET_TYPE = 'application/offset+octet-stream';
/** The status that tus gives to content that differs from its checksum. */
const CHECKSUM_MISMATCH = 460;

/**
 * Responds to a request by the tus protocol 1.0.0, core and termination: `HEAD` says how much has arrived, `PATCH` adds to it.
 *
 * @throws ApiError for what the protocol refuses
 */
export async function tusExchange(
  storage: { readonly ports: Ports },
  upload: UploadRecord,
  request: TusRequest,
): Promise<EngineResponse> {
  const version = request.headers.get('tus-resumable');
  if (version !== VERSION) {
    return { status: 412, headers: { ...TUS, 'Tus-Version': VERSION }, body: null };
  }
  if (request.method === 'HEAD') return describe(await completed(storage, upload));
  const offset = requireOffset(request.headers);
  const received = await receiveContent(storage, upload, offset, request.content ?? nothing());
  const after = await completed(storage, received);
  if (after === undefined) return { status: CHECKSUM_MISMATCH, headers: TUS, body: null };
  return { status: 204, headers: offsetHeaders(after), body: null };
}

const TUS = { 'Tus-Resumable': VERSION, 'Cache-Control': 'no-store' };

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Puts an upload together whose bytes have all arrived. Returns undefined when they were not those that were announced. */
async function completed(
  storage: { readonly ports: Ports },
  upload: UploadRecord,
): Promise<UploadRecord | undefined> {
  const { status, received_bytes, size_bytes } = upload;
  if (status !== 'receiving' || received_bytes < size_bytes) return upload;
  const assembled = await assembleUpload(storage, upload);
  return assembled.kind === 'complete' ? assembled.upload : undefined;
}

function describe(upload: UploadRecord | undefined): EngineResponse {
  // What differed is deleted: the client begins a new upload.
  if (upload === undefined) return { status: 410, headers: TUS, body: null };
  return { status: 200, headers: offsetHeaders(upload), body: null };
}

function offsetHeaders({ received_bytes, size_bytes, expires_at }: UploadRecord) {
  return {
    ...TUS,
    'Upload-Offset': String(received_bytes),
    'Upload-Length': String(size_bytes),
    'Upload-Expires': new Date(expires_at).toUTCString(),
  };
}

function requireOffset(headers: HeaderReader): number {
  if (headers.get('content-type') !== OFFSET_TYPE) {
    throw new ApiError('unsupported_media_type', `Content-Type must be ${OFFSET_TYPE}`);
  }
  const text = headers.get('upload-offset') ?? '';
  const offset = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(offset)) return offset;
  throw new ApiError('validation_error', 'Upload-Offset must be an integer from 0 up', {
    details: [{ field: 'Upload-Offset', message: 'must be an integer from 0 up' }],
  });
}
