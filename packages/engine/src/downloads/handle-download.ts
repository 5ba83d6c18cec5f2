import { ApiError } from '../errors/api-error.ts';
import { untilDeadline } from '../http/deadline.ts';
import { errorResponse, toEngineResponse } from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import { admitDownload } from './admit-download.ts';
import { auditAccess } from './audit-access.ts';
import { beginStream } from './begin-stream.ts';
import { byteRange } from './byte-range.ts';
import { contentResponse, type WantedRange } from './content-response.ts';
import type { DownloadContext, DownloadTrace } from './download-context.ts';
import { logDownload } from './log-download.ts';
import { explain, openContent } from './open-content.ts';
import type { StoredContent } from './stored-content.ts';

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
