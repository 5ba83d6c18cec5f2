import type { AccountService } from './account-dispatch/account-service.ts';
import { admitToHost, type HostAdmission } from './dispatch/admit-to-host.ts';
import { dispatch } from './dispatch/dispatch.ts';
import { createDispatchContext } from './dispatch/dispatch-context.ts';
import type { RequestLog } from './dispatch/request-log.ts';
import { AuditedDownloads } from './downloads/audited-downloads.ts';
import { downloadId, handleDownload } from './downloads/handle-download.ts';
import { bodyReader, contentReader } from './http/body-reader.ts';
import type { WithDeadline } from './http/deadline.ts';
import { type EngineRequest, type EngineResponse, toResponse } from './http/messages.ts';
import type { Ports } from './ports.ts';
import { replayErasure } from './privacy/replay-erasure.ts';
import { DeliveryRoom } from './quotas/limits/delivery-room.ts';
import { UncountedQuotas } from './quotas/limits/uncounted-quotas.ts';
import type { ErasureRecord } from './store/records.ts';
import type { Store } from './store/store.ts';
import { createTaskHandlers } from './tasks/handlers.ts';
import { heldTasks } from './tasks/held-tasks.ts';
import { runNext, type TaskErrorHandler } from './tasks/run-next.ts';
import type { Instant } from './time/instant.ts';
import { Deliveries } from './webhooks/deliver.ts';
import type { EngineSettings } from './work/engine-settings.ts';
import type { PeopleService } from './worker-dispatch/people-service.ts';

/** Settings and hooks of an engine; every one has a default. */
export interface EngineOptions extends Partial<EngineSettings> {
  /** Serves the operations of members, and buyers' operations to their sessions. Default: neither exists. */
  readonly accounts?: AccountService | undefined;
  /** Serves the operations of workers. Default: their paths do not exist. */
  readonly people?: PeopleService | undefined;
  /** Called with each request after its response is made. Contains no secrets. */
  readonly onRequest?: ((log: RequestLog) => void) | undefined;
  /**
   * Called with each task that failed, which is then rescheduled (1 minute, doubling, at most 6 hours), and with each
   * delivery whose attempt could not be made or recorded, which is repeated. Without it, `runNext` and `runDue` throw the
   * error.
   */
  readonly onTaskError?: TaskErrorHandler | undefined;
}

/** What the host knows about a request, apart from the request itself. */
export interface ClientInfo extends WithDeadline {
  readonly ip?: string | undefined;
}

/** The service: handles requests and performs due tasks. */
export interface Engine {
  /**
   * Handles a request. Never rejects: an internal error is a 500.
   *
   * @param view A view of the engine's store for this request alone, which may record what the request writes.
   */
  fetch(request: Request, client?: ClientInfo, view?: Store): Promise<Response>;
  /** Like `fetch`, without the cost of `Request` and `Response`, for hosts that have neither. */
  handle(request: EngineRequest, view?: Store): Promise<EngineResponse>;
  /**
   * Admits a caller of what the host serves beside the API, by the request's key and within its rate limits. Never rejects: a
   * caller that is not admitted gets the response that the API would give.
   */
  admit(request: EngineRequest, view?: Store): Promise<HostAdmission>;
  /** Performs the first task or delivery due at or before `now`; resolves to false when there is none. */
  runNext(now: Instant): Promise<boolean>;
  /** Performs everything due at or before `now`, in order of due time. Resolves to the number. */
  runDue(now: Instant): Promise<number>;
  /** Resolves to the due time of the next task or delivery, or undefined when nothing is scheduled. */
  nextDue(): Promise<Instant | undefined>;
  /** The service's tasks alone, for a host that runs several at once. */
  readonly tasks: {
    runNext(now: Instant): Promise<boolean>;
    nextDue(): Promise<Instant | undefined>;
  };
  /**
   * Carries out a completed erasure again, on data restored from a copy made before it, and stores the record as it was.
   * Can be repeated.
   */
  replayErasure(erasure: ErasureRecord): Promise<void>;
  /** Deliveries alone, for a host that makes several at once. */
  readonly deliveries: Deliveries;
}

const DEFAULT_SETTINGS: EngineSettings = {
  filesUrl: 'https://files.firsthandapi.com',
  allowLoopbackWebhooks: false,
  maxBodyBytes: 1_048_576,
  boundedBodies: false,
  anonymousLimits: { per_minute: 60, per_hour: 600 },
  simulate: true,
};

/** Creates the service from its ports. It has no timer, randomness or I/O of its own. */
export function createEngine(ports: Ports, options: EngineOptions = {}): Engine {
  const { onRequest, onTaskError, people, accounts, ...given } = options;
  const settings: EngineSettings = {
    ...DEFAULT_SETTINGS,
    deliveryRoom: new DeliveryRoom(),
    uncountedQuotas: new UncountedQuotas(),
    ...given,
  };
  const context = createDispatchContext({
    ports,
    settings,
    onRequest,
    sessionHolder: accounts?.holderOf,
  });
  const audited = new AuditedDownloads();
  const tasks = {
    ports,
    settings,
    onTaskError,
    handlers: { ...createTaskHandlers(), ...accounts?.tasks, ...people?.tasks },
  };
  const onDeliveryError =
    onTaskError &&
    ((error: unknown, id: string) => onTaskError(error, { kind: 'webhook.deliver', id }));
  const deliveries = new Deliveries(ports, settings, onDeliveryError);
  const { store } = ports;
  const held = () => heldTasks(ports, ports.clock.now());

  async function runFirst(now: Instant): Promise<boolean> {
    const delivery = await store.nextDue(undefined, 'deliveries');
    if (delivery === undefined || delivery > now) return runNext(tasks, now);
    const task = await store.nextDue(heldTasks(ports, now), 'tasks');
    // Of what is due at the same time, deliveries come first: their events have happened already.
    return task === undefined || delivery <= task ? deliveries.runNext(now) : runNext(tasks, now);
  }

  const contextOver = (view: Store | undefined) =>
    view === undefined ? context : { ...context, ports: { ...ports, store: view } };

  function handle(request: EngineRequest, view?: Store): Promise<EngineResponse> {
    const seen = contextOver(view);
    const id = downloadId(settings, request.url);
    if (id !== undefined) return handleDownload({ ...seen, audited }, request, id);
    if (accounts?.serves(request.url)) return accounts.dispatch(seen, request);
    if (people?.serves(request.url)) return people.dispatch(seen, request);
    return dispatch(seen, request);
  }

  return {
    handle,
    admit: (request, view) => admitToHost(contextOver(view), request),
    async fetch(request, { ip, deadline } = {}, view = undefined) {
      const { method, url, headers, signal } = request;
      const body = bodyReader(request, settings.boundedBodies);
      const content = contentReader(request);
      const received = { method, url, headers, body, content, signal, ip, deadline };
      return toResponse(await handle(received, view));
    },
    runNext: runFirst,
    async runDue(now) {
      let performed = 0;
      while (await runFirst(now)) performed += 1;
      return performed;
    },
    nextDue: () => store.nextDue(held()),
    tasks: {
      runNext: (now) => runNext(tasks, now),
      nextDue: () => store.nextDue(held(), 'tasks'),
    },
    replayErasure: (erasure) => {
      const isWorker = erasure.target.type === 'worker';
      return replayErasure(
        { ports, settings },
        erasure,
        isWorker ? people?.eraseWorker : undefined,
      );
    },
    deliveries,
  };
}
