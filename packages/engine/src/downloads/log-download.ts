import type { EngineRequest } from '../http/messages.ts';
import type { DownloadContext, DownloadTrace } from './download-context.ts';

/** Reports a download to the host. */
export function logDownload(
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
