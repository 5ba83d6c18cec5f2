import { appendAuditEvent } from '../audit/record-audit.ts';
import type { ClientInfo, EngineSettings } from '../call.ts';
import { errorAnswer, toResponse } from '../dispatch/respond.ts';
import { ApiError } from '../errors.ts';
import type { Ports, Tables } from '../ports.ts';
import type { FileRecord, SubmissionRecord } from '../records.ts';
import { isPrecanned, openPrecanned } from '../simulation/precanned-content.ts';
import { byteRange } from './byte-range.ts';
import { isSignedUrl } from './signed-url.ts';

interface DownloadParts {
  readonly ports: Ports;
  readonly settings: EngineSettings;
}

type Content = FileRecord | SubmissionRecord;

/** The id in a download link, or undefined when the URL is not one. */
export function downloadId({ filesUrl }: EngineSettings, url: string): string | undefined {
  if (!url.startsWith(`${filesUrl}/`)) return undefined;
  const end = url.indexOf('?');
  return url.slice(filesUrl.length + 1, end === -1 ? undefined : end);
}

/** Answers a signed link with the bytes, whole or a range of them. Every access is audited (contract §8). */
export async function answerDownload(
  parts: DownloadParts,
  request: Request,
  id: string,
  client: ClientInfo,
): Promise<Response> {
  const { ports } = parts;
  const requestId = ports.ids.next('req', ports.clock.now());
  try {
    const content = await findContent(parts, request, id);
    const bytes = await openContent(ports, content);
    await auditAccess(parts, request, content, requestId, client);
    return bytesResponse(request, content, bytes, requestId);
  } catch (thrown) {
    return toResponse(errorAnswer(thrown, requestId), { 'X-Request-Id': requestId });
  }
}

async function findContent(parts: DownloadParts, request: Request, id: string): Promise<Content> {
  const { ports } = parts;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new ApiError('method_not_allowed', 'A download link takes GET and HEAD', {
      headers: { Allow: 'GET, HEAD' },
    });
  }
  const query = new URL(request.url).searchParams;
  const expires = query.get('expires') ?? '';
  if (!isSignedUrl(parts, id, expires, query.get('signature') ?? '')) {
    throw new ApiError('authorization_error', 'This download link is not valid');
  }
  if (Number(expires) * 1_000 <= ports.clock.now()) {
    throw new ApiError(
      'authorization_error',
      'This download link has expired; get a new one with POST /v1/files/{id}/refresh_url',
    );
  }
  const content = await ports.store.read((tables) => findById(tables, id));
  if (content === undefined) throw new ApiError('not_found', `No file with id '${id}'`);
  return content;
}

async function findById(tables: Tables, id: string): Promise<Content | undefined> {
  return (await tables.files.get(id)) ?? (await tables.submissions.get(id));
}

async function openContent(
  { files }: Ports,
  { id, content_key }: Content,
): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  if (content_key !== null) {
    const content = await (isPrecanned(content_key)
      ? openPrecanned(content_key)
      : files.open(content_key));
    if (content !== undefined) return content;
  }
  throw new ApiError('not_found', `The content of '${id}' was deleted`);
}

async function auditAccess(
  { ports, settings }: DownloadParts,
  request: Request,
  content: Content,
  requestId: string,
  { ip }: ClientInfo,
): Promise<void> {
  const resource = { type: content.id.startsWith('file_') ? 'file' : 'submission', id: content.id };
  await ports.store.transact((tables) =>
    appendAuditEvent(
      { ports, settings, tables, now: ports.clock.now() },
      content,
      'file.downloaded',
      resource,
      {
        actor: { type: 'download_link', id: content.id },
        ip: ip ?? null,
        user_agent: request.headers.get('user-agent'),
        request_id: requestId,
      },
    ),
  );
}

function bytesResponse(
  request: Request,
  content: Content,
  bytes: Uint8Array | ReadableStream<Uint8Array>,
  requestId: string,
): Response {
  const headers: Record<string, string> = {
    'X-Request-Id': requestId,
    'Content-Type': content.content_type,
    'Content-Length': String(content.size_bytes),
    'Accept-Ranges': bytes instanceof Uint8Array ? 'bytes' : 'none',
    'Cache-Control': 'private, immutable',
    ETag: `"${content.content_hash}"`,
  };
  const body = request.method === 'HEAD' ? null : bytes;
  if (!(bytes instanceof Uint8Array)) return new Response(body as BodyInit | null, { headers });
  const range = byteRange(request.headers.get('range'), bytes.byteLength);
  if (range === undefined) return new Response(body as BodyInit | null, { headers });
  if (range === 'unsatisfiable') {
    headers['Content-Range'] = `bytes */${bytes.byteLength}`;
    headers['Content-Length'] = '0';
    return new Response(null, { status: 416, headers });
  }
  const part = bytes.subarray(range.first, range.last + 1);
  headers['Content-Range'] = `bytes ${range.first}-${range.last}/${bytes.byteLength}`;
  headers['Content-Length'] = String(part.byteLength);
  return new Response(body === null ? null : (part as BodyInit), { status: 206, headers });
}
