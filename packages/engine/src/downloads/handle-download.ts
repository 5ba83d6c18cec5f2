import { appendAuditEvent } from '../audit/record-audit.ts';
import { ApiError } from '../errors/api-error.ts';
import { isSignedUrl } from '../files/signed-url.ts';
import { errorResponse, toEngineResponse } from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { requestTarget } from '../http/request-target.ts';
import type { ByteRange } from '../media/media-content.ts';
import type { Ports } from '../ports.ts';
import { isPrecanned, openPrecanned } from '../precanned/precanned-content.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import { byteRange } from './byte-range.ts';
import { contentResponse, type OpenedContent } from './content-response.ts';
import { findStoredContent, type StoredContent } from './stored-content.ts';

interface DownloadContext {
  readonly ports: Ports;
  readonly settings: EngineSettings;
}

/** Returns the id in a download link, or undefined when the URL is not one. */
export function downloadId({ filesUrl }: EngineSettings, url: string): string | undefined {
  if (!url.startsWith(filesUrl) || url[filesUrl.length] !== '/') return undefined;
  const end = url.indexOf('?');
  return url.slice(filesUrl.length + 1, end === -1 ? undefined : end);
}

/** Serves a signed link's content, whole or a range of it. Every access is audited (contract §8). */
export async function handleDownload(
  context: DownloadContext,
  request: EngineRequest,
  id: string,
): Promise<EngineResponse> {
  const requestId = context.ports.ids.next('req', context.ports.clock.now());
  const response = await serve(context, request, id, requestId);
  const headers = { 'X-Request-Id': requestId, ...response.headers };
  return { ...response, headers, body: request.method === 'HEAD' ? null : response.body };
}

async function serve(
  context: DownloadContext,
  request: EngineRequest,
  id: string,
  requestId: string,
): Promise<EngineResponse> {
  try {
    const content = await findContent(context, request, id);
    // HEAD returns no content, and ranges are not defined for it (RFC 9110 §14.2).
    const range = request.method === 'HEAD' ? null : request.headers.get('range');
    const wanted = byteRange(range, content.size_bytes);
    const part = wanted === 'unsatisfiable' ? undefined : wanted;
    const opened = await openContent(context.ports, content, part);
    const response = contentResponse(content, opened, wanted);
    if (request.method === 'HEAD') return response;
    if (response.body !== null) await auditAccess(context, request, content, requestId);
    return response;
  } catch (thrown) {
    return toEngineResponse(errorResponse(thrown, requestId), {
      responseId: requestId,
      rate: undefined,
    });
  }
}

async function findContent(
  context: DownloadContext,
  request: EngineRequest,
  id: string,
): Promise<StoredContent> {
  const { ports } = context;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new ApiError('method_not_allowed', 'A download link accepts GET and HEAD', {
      headers: { Allow: 'GET, HEAD' },
    });
  }
  const query = new URLSearchParams(requestTarget(request.url).query);
  const expires = onlyValue(query, 'expires');
  if (!isSignedUrl(context, id, expires, onlyValue(query, 'signature'))) {
    throw new ApiError('authorization_error', 'This download link is not valid');
  }
  if (Number(expires) * 1_000 <= ports.clock.now()) {
    throw new ApiError(
      'authorization_error',
      'This download link has expired; get a new one with POST /v1/files/{id}/refresh_url',
    );
  }
  const content = await ports.store.read((tables) => findStoredContent(tables, id));
  if (content === undefined) throw new ApiError('not_found', `No file with id '${id}'`);
  return content;
}

async function openContent(
  { files }: Ports,
  { resource, content_key }: StoredContent,
  range: ByteRange | undefined,
): Promise<OpenedContent> {
  if (content_key !== null) {
    const content = await (isPrecanned(content_key)
      ? openPrecanned(content_key)
      : files.open(content_key, range));
    if (content !== undefined) return content;
  }
  throw wasDeleted(resource.id);
}

async function auditAccess(
  { ports, settings }: DownloadContext,
  request: EngineRequest,
  content: StoredContent,
  requestId: string,
): Promise<void> {
  const { resource } = content;
  await ports.store.transact(async (tables) => {
    const organization = await tables.organizations.get(content.organization_id);
    // Erased since its content was opened: nothing may be recorded of it any more.
    if (organization === undefined || organization.erased_at !== null)
      throw wasDeleted(resource.id);
    await appendAuditEvent(
      { ports, settings, tables, now: ports.clock.now() },
      content,
      `${resource.type}.downloaded`,
      resource,
      {
        actor: { type: 'download_link', id: resource.id },
        ip: request.ip ?? null,
        user_agent: request.headers.get('user-agent'),
        request_id: requestId,
      },
    );
  });
}

function wasDeleted(id: string): ApiError {
  return new ApiError('not_found', `The content of '${id}' was deleted`);
}

/** Returns the parameter's value; empty when it is missing or repeated, since which one counts would be a guess. */
function onlyValue(query: URLSearchParams, name: string): string {
  const [value = '', ...others] = query.getAll(name);
  return others.length === 0 ? value : '';
}
