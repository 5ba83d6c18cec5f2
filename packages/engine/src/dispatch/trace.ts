import type { Caller } from '../authentication/authenticate.ts';
import type { RateLimitState } from '../http/json-response.ts';
import type { EngineRequest } from '../http/messages.ts';
import type { RequestBody } from '../http/read-body.ts';
import { type RequestTarget, requestTarget } from '../http/request-target.ts';
import type { LimitedWindow } from '../rate-limits/rate-windows.ts';
import type { Instant } from '../time/instant.ts';
import type { DispatchContext } from './dispatch-context.ts';
import type { Route } from './route.ts';

/** The windows that a request was counted in, and their state. */
export interface CountedRequest {
  readonly windows: readonly LimitedWindow[];
  readonly state: RateLimitState;
}

/** What dispatch learns about a request on its way, for its headers, usage record and log line. */
export interface Trace {
  readonly request: EngineRequest;
  readonly target: RequestTarget;
  readonly startedAt: Instant;
  /** The request's own id. */
  readonly requestId: string;
  /** The id in the response: that of the first request when the response is a replay. */
  responseId: string;
  /** The anonymised client; null when the host does not know its address. */
  client: string | null;
  route: Route | undefined;
  caller: Caller | undefined;
  rate: RateLimitState | undefined;
  /** What the request was counted as, so that it counts once when its caller has to be read again. */
  counted: CountedRequest | undefined;
  /** The body, once it is being read. */
  received: Promise<RequestBody> | undefined;
  replayed: boolean;
  creditsCents: number;
  /** The quota that the request would have exceeded. */
  quota: string | undefined;
  error: unknown;
}

export function beginTrace({ ports }: DispatchContext, request: EngineRequest): Trace {
  const startedAt = ports.clock.now();
  const requestId = ports.ids.next('req', startedAt);
  return {
    request,
    target: requestTarget(request.url),
    startedAt,
    requestId,
    responseId: requestId,
    client: null,
    route: undefined,
    caller: undefined,
    rate: undefined,
    counted: undefined,
    received: undefined,
    replayed: false,
    creditsCents: 0,
    quota: undefined,
    error: undefined,
  };
}
