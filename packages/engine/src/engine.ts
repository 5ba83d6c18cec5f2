import type { ClientInfo, EngineSettings, RequestLog } from './call.ts';
import { dispatch } from './dispatch/dispatch.ts';
import { answerDownload, downloadId } from './files/download.ts';
import type { Instant, Ports } from './ports.ts';
import { performTask } from './task-handlers.ts';
import { claimAttempt, deliver } from './webhooks/deliver.ts';
import { DELIVERY_TASK } from './webhooks/delivery-schedule.ts';

/** Settings and hooks of an engine; every one has a default. */
export interface EngineOptions extends Partial<EngineSettings> {
  /** Told of each request after its response is made. Holds nothing secret. */
  readonly onRequest?: ((log: RequestLog) => void) | undefined;
}

/** The service: answers requests and does what is due. */
export interface Engine {
  /** Answers a request. Never rejects: what goes wrong inside is a 500. */
  fetch(request: Request, client?: ClientInfo): Promise<Response>;
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
  anonymousLimits: { per_minute: 60, per_hour: 600 },
  simulate: true,
};

/** Builds the service over its ports. It has no timer, no randomness and no I/O of its own. */
export function createEngine(ports: Ports, options: EngineOptions = {}): Engine {
  const { onRequest, ...given } = options;
  const settings: EngineSettings = { ...DEFAULT_SETTINGS, ...given };

  async function runNext(now: Instant): Promise<boolean> {
    const { found, attempt } = await ports.store.transact(async (tables) => {
      const task = await tables.tasks.take(now);
      if (task === undefined) return { found: false, attempt: undefined };
      const work = { ports, settings, tables, now };
      if (task.kind === DELIVERY_TASK) return { found: true, attempt: await claimAttempt(work, task) };
      await performTask(work, task);
      return { found: true, attempt: undefined };
    });
    if (attempt !== undefined) await deliver(ports, settings, attempt);
    return found;
  }

  return {
    fetch(request, client = {}) {
      const file = downloadId(settings, request.url);
      if (file !== undefined) return answerDownload({ ports, settings }, request, file, client);
      return dispatch({ ports, settings, onRequest }, request, client);
    },
    runNext,
    async runDue(now) {
      let performed = 0;
      while (await runNext(now)) performed += 1;
      return performed;
    },
    nextDue: () => ports.store.nextDue(),
  };
}
