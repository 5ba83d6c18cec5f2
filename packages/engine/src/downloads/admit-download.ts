import { UNKNOWN_CLIENT } from '../dispatch/record-request.ts';
import { ApiError } from '../errors/api-error.ts';
import { isSignedUrl } from '../files/signed-url.ts';
import type { EngineRequest } from '../http/messages.ts';
import { requestTarget } from '../http/request-target.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { type LimitedWindow, windowsOf } from '../rate-limits/rate-windows.ts';
import type { Store } from '../store/store.ts';
import type { DownloadContext, DownloadTrace } from './download-context.ts';
import { downloadWindows } from './download-limits.ts';
import { findStoredContent, type StoredContent } from './stored-content.ts';

/** Links that are not valid are counted as requests without a key: they cannot be guessed at speed. */
export async function admitDownload(
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

/** Returns the parameter's value; empty when it is missing or repeated, since which one counts would be a guess. */
function onlyValue(query: URLSearchParams, name: string): string {
  const [value = '', ...others] = query.getAll(name);
  return others.length === 0 ? value : '';
}
