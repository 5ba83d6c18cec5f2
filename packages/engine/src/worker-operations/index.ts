import type { OperationId } from '@firsthandapi/spec/worker';
import {
  endSession,
  getMe,
  giveMyConsent,
  listSessions,
  signOut,
  stateMyAge,
  updateMe,
} from './account.ts';
import {
  getEarnings,
  getTrust,
  listEarningEntries,
  listPayouts,
  requestPayout,
} from './earnings.ts';
import * as files from './files.ts';
import * as jobs from './jobs.ts';
import * as passkeys from './passkeys.ts';
import { createDataExport, eraseMe, getDataExport } from './privacy.ts';
import type { WorkerOperation } from './worker-operation.ts';

/** The operations that need a session, by their ids. */
const workerOperations = {
  listSessions,
  signOut,
  endSession,
  getMe,
  updateMe,
  stateAge: stateMyAge,
  giveConsent: giveMyConsent,
  ...passkeys,
  ...jobs,
  ...files,
  getTrust,
  getEarnings,
  listEarningEntries,
  requestPayout,
  listPayouts,
  createDataExport,
  getDataExport,
  eraseMe,
};

const handlers = workerOperations as unknown as Readonly<
  Partial<Record<OperationId, WorkerOperation>>
>;

/** Returns the handler of an operation that needs a session, or undefined when this service does not have it. */
export function workerOperationOf(id: OperationId): WorkerOperation | undefined {
  return handlers[id];
}
