import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { requestTarget } from '../http/request-target.ts';
import { MAIL_TASK, mailTask } from '../mail/mail-turn.ts';
import { expireUpload, UPLOAD_EXPIRE_TASK } from '../people/uploads.ts';
import { EXPORT_TASK, exportHandler } from '../privacy/build-export.ts';
import type { ErasureSteps } from '../privacy/run-erasure.ts';
import { CODE_EXPIRE_TASK, expireCode } from '../sign-in/sign-in-codes.ts';
import { fewAtATime } from '../work/few-at-a-time.ts';
import type { TaskHandlers } from '../work/task-handler.ts';
import { eraseWorker } from '../worker-privacy/erase-worker.ts';
import { exportOfOwner } from '../worker-privacy/export-of-worker.ts';
import { runWorkerErasure, WORKER_ERASURE_TASK } from '../worker-privacy/run-worker-erasure.ts';
import { dispatchWorker } from './dispatch-worker.ts';

/** The side of the service where people work, for hosts that have it: those that do not need not carry its code. */
export interface PeopleService {
  /** Whether a request is one of a worker. */
  serves(url: string): boolean;
  dispatch(context: DispatchContext, request: EngineRequest): Promise<EngineResponse>;
  readonly tasks: TaskHandlers;
  /** Erases what is held on a worker. */
  readonly eraseWorker: ErasureSteps;
}

/** Tasks of a kind that may wait for a mail server or a bucket at a time. */
const MOST_WAITS = 2;
const BASE = '/worker/v1/';

/** The workers' operations, as an option of `createEngine`. They need `ports.mail`. */
export const peopleService: PeopleService = {
  serves: (url) => requestTarget(url).path.startsWith(BASE),
  dispatch: dispatchWorker,
  tasks: {
    [MAIL_TASK]: fewAtATime(MOST_WAITS, mailTask),
    [CODE_EXPIRE_TASK]: expireCode,
    [UPLOAD_EXPIRE_TASK]: expireUpload,
    [EXPORT_TASK]: fewAtATime(MOST_WAITS, exportHandler(exportOfOwner)),
    [WORKER_ERASURE_TASK]: runWorkerErasure,
  },
  eraseWorker,
};
