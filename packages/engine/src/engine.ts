import { dispatch } from './dispatch/dispatch.ts';
import { createDispatchContext } from './dispatch/dispatch-context.ts';
import type { RequestLog } from './dispatch/request-log.ts';
import { downloadId, handleDownload } from './downloads/handle-download.ts';
import { type EngineRequest, type EngineResponse, toResponse } from './http/messages.ts';
import { bodyReader } from './http/read-body.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store/store.ts';
import { createTaskHandlers } from './tasks/handlers.ts';
import { runNext, type TaskErrorHandler } from './tasks/run-next.ts';
import type { Instant } from './time/instant.ts';
import { AttemptLimiter } from './webhooks/attempt-limiter.ts';
import type { EngineSettings } from './work/engine-settings.ts';

/** Settings and hooks of an engine; every one has a default. */
export interface EngineOptions extends Partial<EngineSettings> {
  /** Told of each request after its response is made. Holds nothing secret. */
  readonly onRequest?: ((log: RequestLog) => void) | undefined;
  /**
   * Told of a task that failed. Then the task is put off (1 minute, doubling, at most 6 hours) and the next one runs;
   * without it, `runNext` and `runDue` throw what the task threw.
   */
  readonly onTaskError?: TaskErrorHandler | undefined;
}

/** What the host knows about a request beside the request itself. */
export interface ClientInfo {
  readonly ip?: string | undefined;
}

/** The service: answers requests and does what is due. */
export interface Engine {
  /** Answers a request. Never rejects: what goes wrong inside is a 500. */
  fetch(request: Request, client?: ClientInfo): Promise<Response>;
  /**
   * The same without the cost of `Request` and `Response`, for hosts that have neither.
   *
   * @param view Of the engine's store, for this request alone: it may note what the request writes.
   */
  handle(request: EngineRequest, view?: Store): Promise<EngineResponse>;
  /** Performs the first task due at or before `now`; false when there is none. */
  runNext(now: Instant): Promise<boolean>;
  /** Performs everything due at or before `now`, in order of due time then of scheduling, and says how many. */
  runDue(now: Instant): Promise<number>;
  /** When the next task is due, or undefined when nothing is scheduled. */
  nextDue(): Promise<Instant | undefined>;
}

const DEFAULT_SETTINGS: EngineSettings = {
  filesUrl: 'https://files.firsthandapi.com',
  allowLoopbackWebhooks: false,
  maxBodyBytes: 1_048_576,
  boundedBodies: false,
  anonymousLimits: { per_minute: 60, per_hour: 600 },
  simulate: true,
};

/** Builds the service over its ports. It has no timer, no randomness and no I/O of its own. */
export function createEngine(ports: Ports, options: EngineOptions = {}): Engine {
  const { onRequest, onTaskError, ...given } = options;
  const settings: EngineSettings = { ...DEFAULT_SETTINGS, ...given };
  const context = createDispatchContext({ ports, settings, onRequest });
  const handlers = createTaskHandlers(new AttemptLimiter(settings.attemptLimits));
  const tasks = { ports, settings, onTaskError, handlers };

  function handle(request: EngineRequest, view?: Store): Promise<EngineResponse> {
    const seen = view === undefined ? context : { ...context, ports: { ...ports, store: view } };
    const id = downloadId(settings, request.url);
    return id === undefined ? dispatch(seen, request) : handleDownload(seen, request, id);
  }

  return {
    handle,
    async fetch(request, { ip } = {}) {
      const { method, url, headers, signal } = request;
      const body = bodyReader(request, settings.boundedBodies);
      return toResponse(await handle({ method, url, headers, body, signal, ip }));
    },
    runNext: (now) => runNext(tasks, now),
    async runDue(now) {
      let performed = 0;
      while (await runNext(tasks, now)) performed += 1;
      return performed;
    },
    nextDue: () => ports.store.nextDue(),
  };
}
