import { appendAuditEvent } from '../audit/record-audit.ts';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { UNKNOWN_CLIENT } from '../dispatch/record-request.ts';
import { ApiError } from '../errors/api-error.ts';
import { ContentError, ErasedError } from '../errors/port-errors.ts';
import { isSignedUrl } from '../files/signed-url.ts';
import { untilDeadline } from '../http/deadline.ts';
import { errorResponse, type RateLimitState, toEngineResponse } from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { requestTarget } from '../http/request-target.ts';
import type { ByteRange } from '../media/media-content.ts';
import type { Ports } from '../ports.ts';
import { isPrecanned, openPrecanned } from '../precanned/precanned-content.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { type LimitedWindow, windowsOf } from '../rate-limits/rate-windows.ts';
import type { Scope } from '../store/scope.ts';
import type { Store } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import type { AuditedDownloads } from './audited-downloads.ts';
import { beginStream } from './begin-stream.ts';
import { byteRange } from './byte-range.ts';
import { contentResponse, type OpenedContent, type WantedRange } from './content-response.ts';
import { downloadWindows } from './download-limits.ts';
import { findStoredContent, type StoredContent } from './stored-content.ts';

/** What downloads need beside the request; one per engine. */
export interface DownloadContext extends DispatchContext {
  readonly audited: AuditedDownloads;
}

/** What a download learns about its request on the way. */
interface DownloadTrace {
  readonly requestId: string;
  readonly id: string;
  readonly client: string | null;
  readonly startedAt: Instant;
  rate: RateLimitState | undefined;
  scope: Scope | undefined;
  error: unknown;
}

/** Returns the id in a download link, or undefined when the URL is not one. */
export function downloadId({ filesUrl }: EngineSettings, url: string): string | undefined {
  if (!url.startsWith(filesUrl) || url[filesUrl.length] !== '/') return undefined;
  const end = url.indexOf('?');
  return url.slice(filesUrl.length + 1, end === -1 ? undefined : end);
}

/** Serves a signed link's content, whole or a range of it. Access is limited, audited and logged (contract §2, §8). */
export async function handleDownload(
  context: DownloadContext,
  request: EngineRequest,
  id: string,
): Promise<EngineResponse> {
  const startedAt = context.ports.clock.now();
  const requestId = context.ports.ids.next('req', startedAt);
  const client = await context.clients.identify(request, startedAt);
  const unknown = { rate: undefined, scope: undefined, error: undefined };
  const trace: DownloadTrace = { requestId, id, client, startedAt, ...unknown };
  const response = await serve(context, request, trace);
  logDownload(context, request, trace, response.status);
  const headers = { 'X-Request-Id': requestId, ...response.headers };
  return { ...response, headers, body: request.method === 'HEAD' ? null : response.body };
}

function logDownload(
  { ports, onRequest }: DownloadContext,
  { method }: EngineRequest,
  { requestId, client, startedAt, rate, scope, error }: DownloadTrace,
  status: number,
): void {
  onRequest?.({
    request_id: requestId,
    operation: 'download',
    method,
    path: '/files/{id}',
    status,
    duration_ms: ports.clock.now() - startedAt,
    organization_id: scope?.organization_id ?? null,
    environment: scope?.environment ?? null,
    client,
    rate_limit_limit: rate?.limit ?? null,
    rate_limit_remaining: rate?.remaining ?? null,
    idempotent_replayed: false,
    quota: null,
    error,
  });
}

async function serve(
  context: DownloadContext,
  request: EngineRequest,
  trace: DownloadTrace,
): Promise<EngineResponse> {
  try {
    return await untilDeadline(request, serveContent(context, request, trace));
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) trace.error = thrown;
    const { requestId } = trace;
    return toEngineResponse(errorResponse(thrown, requestId), {
      responseId: requestId,
      rate: undefined,
    });
  }
}

async function serveContent(
  context: DownloadContext,
  request: EngineRequest,
  trace: DownloadTrace,
): Promise<EngineResponse> {
  const content = await admitDownload(context, request, trace);
  return respond(context, request, content, trace).catch((error) =>
    explain(context, content, trace.id, error),
  );
}

async function respond(
  context: DownloadContext,
  request: EngineRequest,
  content: StoredContent,
  trace: DownloadTrace,
): Promise<EngineResponse> {
  const wanted = wantedRange(request, content);
  const part = wanted === 'unsatisfiable' ? undefined : wanted;
  const opened = await openContent(context.ports, request, content, part);
  const response = contentResponse(content, opened, wanted);
  if (request.method === 'HEAD' || response.body === null) return response;
  const isStream = response.body instanceof ReadableStream;
  const body = isStream ? await beginStream(response.body) : response.body;
  try {
    await auditAccess(context, request, content, trace);
  } catch (error) {
    if (body instanceof ReadableStream) await body.cancel();
    throw error;
  }
  return { ...response, body };
}

/**
 * HEAD returns no content, and ranges are not defined for it (RFC 9110 §14.2). A range of other content than `If-Range`
 * names would be joined to bytes of that one, so that client gets all of it (§13.1.5).
 */
function wantedRange(
  { method, headers }: EngineRequest,
  { etag, size_bytes }: StoredContent,
): WantedRange {
  const condition = headers.get('if-range') ?? `"${etag}"`;
  if (method === 'HEAD' || condition !== `"${etag}"`) return undefined;
  return byteRange(headers.get('range'), size_bytes);
}

/** Content that cannot be read may have been deleted since its row was read. Otherwise it is not said to be deleted. */
async function explain(
  { ports }: DownloadContext,
  { resource, content_key }: StoredContent,
  id: string,
  error: unknown,
): Promise<never> {
  if (error instanceof ErasedError) throw wasDeleted(resource.id);
  if (!(error instanceof ContentError)) throw error;
  const current = await ports.store.read((tables) => findStoredContent(tables, id));
  throw current?.content_key === content_key ? error : wasDeleted(resource.id);
}

/** Links that are not valid are counted as requests without a key: they cannot be guessed at speed. */
async function admitDownload(
  context: DownloadContext,
  request: EngineRequest,
  trace: DownloadTrace,
): Promise<StoredContent> {
  const { store } = context.ports;
  const { id, client, startedAt } = trace;
  try {
    requireValidLink(context, request, id);
  } catch (refusal) {
    const { anonymousLimits } = context.settings;
    const windows = windowsOf(`client:${client ?? UNKNOWN_CLIENT}`, anonymousLimits, startedAt);
    await limitDownload(store, windows, trace);
    throw refusal;
  }
  await limitDownload(store, downloadWindows(id, client, startedAt), trace);
  const content = await store.read((tables) => findStoredContent(tables, id));
  if (content === undefined) throw new ApiError('not_found', `No file with id '${id}'`);
  const { organization_id, environment } = content;
  trace.scope = { organization_id, environment };
  return content;
}

async function limitDownload(
  store: Store,
  windows: readonly LimitedWindow[],
  trace: DownloadTrace,
): Promise<void> {
  trace.rate = await countRequest(store, windows, trace.startedAt);
  enforceRateLimit(trace.rate, trace.startedAt);
}

function requireValidLink(context: DownloadContext, request: EngineRequest, id: string): void {
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
}

async function openContent(
  { files }: Ports,
  { deadline }: EngineRequest,
  { resource, content_key, organization_id }: StoredContent,
  range: ByteRange | undefined,
): Promise<OpenedContent> {
  if (content_key === null) throw wasDeleted(resource.id);
  const content = await (isPrecanned(content_key)
    ? openPrecanned(content_key)
    : files.open(content_key, organization_id, range, deadline?.signal));
  if (content !== undefined) return content;
  throw new ContentError('missing', `The content of ${resource.type} ${resource.id} is missing`);
}

async function auditAccess(
  { ports, settings, audited }: DownloadContext,
  request: EngineRequest,
  content: StoredContent,
  { requestId, id, client }: DownloadTrace,
): Promise<void> {
  const { resource } = content;
  const now = ports.clock.now();
  const origin = {
    actor: { type: 'download_link', id: resource.id },
    ip: request.ip ?? null,
    user_agent: request.headers.get('user-agent'),
    request_id: requestId,
  };
  await audited.once(id, client, now, () =>
    ports.store.transact(async (tables) => {
      const organization = await tables.organizations.get(content.organization_id);
      // Erased since its content was opened: nothing may be recorded of it any more.
      if (organization === undefined || organization.erased_at !== null)
        throw wasDeleted(resource.id);
      const work = { ports, settings, tables, now };
      await appendAuditEvent(work, content, `${resource.type}.downloaded`, resource, origin);
    }),
  );
}

function wasDeleted(id: string): ApiError {
  return new ApiError('not_found', `The content of '${id}' was deleted`);
}

/** Returns the parameter's value; empty when it is missing or repeated, since which one counts would be a guess. */
function onlyValue(query: URLSearchParams, name: string): string {
  const [value = '', ...others] = query.getAll(name);
  return others.length === 0 ? value : '';
}
