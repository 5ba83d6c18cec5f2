import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { RateLimitState } from '../http/json-response.ts';
import type { Scope } from '../store/scope.ts';
import type { Instant } from '../time/instant.ts';
import type { AuditedDownloads } from './audited-downloads.ts';

/** What downloads need beside the request; one per engine. */
export interface DownloadContext extends DispatchContext {
  readonly audited: AuditedDownloads;
}

/** What a download learns about its request on the way. */
export interface DownloadTrace {
  readonly requestId: string;
  readonly id: string;
  readonly client: string | null;
  readonly startedAt: Instant;
  rate: RateLimitState | undefined;
  scope: Scope | undefined;
  error: unknown;
}
