import type {
  AgeStatementRequest,
  ConsentRequest,
  ListSessionsQuery,
  UpdateWorkerRequest,
} from '@firsthandapi/spec/worker';
import { notFound } from '../errors/api-error.ts';
import { endSession as end } from '../keys/session-key.ts';
import { listPage } from '../lists/pagination.ts';
import { giveConsent, stateAge } from '../people/consents.ts';
import { presentWorker } from '../people/present-worker.ts';
import { presentSession } from '../people/sessions.ts';
import { auditOwn } from '../people/worker-audit.ts';
import type { WorkerCall } from '../work/worker-call.ts';
import type { WorkerOperation } from './worker-operation.ts';

export const listSessions: WorkerOperation<unknown, ListSessionsQuery> = (call) => {
  const { organization_id } = call;
  return listPage(call, call.tables.api_keys, { where: { organization_id } }, (session) =>
    presentSession(session, call.session.id),
  );
};

export const endSession: WorkerOperation = async (call) => {
  const id = call.parameters.id ?? '';
  const session = await call.tables.api_keys.get(id);
  if (session?.organization_id !== call.organization_id) throw notFound('session', id);
  await end(call, session);
  await auditOwn(call, 'session.ended', { type: 'session', id });
  return { status: 204 };
};

export const signOut: WorkerOperation = async (call) => {
  await end(call, call.session);
  await auditOwn(call, 'session.ended', { type: 'session', id: call.session.id });
  return { status: 204 };
};

export const getMe: WorkerOperation = (call) => me(call);

export const updateMe: WorkerOperation<UpdateWorkerRequest> = async (call) => {
  const { tables, body, worker } = call;
  const account = await tables.worker_accounts.get(worker.id);
  if (account === undefined) throw notFound('worker', worker.id);
  await tables.worker_accounts.update({
    ...account,
    language: body.language === undefined ? account.language : body.language,
    region: body.region === undefined ? account.region : body.region,
  });
  await auditOwn(call, 'worker.updated', { type: 'worker', id: worker.id });
  return me(call);
};

export const stateMyAge: WorkerOperation<AgeStatementRequest> = async (call) => {
  await stateAge(call, call.worker.id, call.body.is_adult);
  await auditOwn(call, 'worker.age_stated', { type: 'worker', id: call.worker.id });
  return me(call);
};

export const giveMyConsent: WorkerOperation<ConsentRequest> = async (call) => {
  const { document, version } = call.body;
  await giveConsent(call, call.worker.id, document, version);
  await auditOwn(call, `consent.given_${document}`, { type: 'worker', id: call.worker.id });
  return me(call);
};

async function me(call: WorkerCall) {
  return { status: 200, body: await presentWorker(call, call.worker) };
}
