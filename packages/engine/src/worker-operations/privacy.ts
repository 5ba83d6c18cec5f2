import { notFound } from '../errors/api-error.ts';
import { auditOwn } from '../people/worker-audit.ts';
import { presentDataExport } from '../privacy/present-data-export.ts';
import { requestExport } from '../privacy/request-export.ts';
import { leave, presentLeaving } from '../worker-privacy/leave.ts';
import type { WorkerOperation } from './worker-operation.ts';

export const createDataExport: WorkerOperation = async (call) => {
  const organization = await call.tables.organizations.get(call.worker.id);
  if (organization === undefined) throw notFound('worker', call.worker.id);
  const record = await requestExport({ ...call, organization }, '/worker/v1/me/exports');
  await auditOwn(call, 'data_export.created', { type: 'data_export', id: record.id });
  return { status: 201, body: presentDataExport(call, record) };
};

export const getDataExport: WorkerOperation = async (call) => {
  const id = call.parameters.id ?? '';
  const record = await call.tables.data_exports.get(id);
  if (record?.organization_id !== call.worker.id) throw notFound('data export', id);
  return { status: 200, body: presentDataExport(call, record) };
};

export const eraseMe: WorkerOperation = async (call) => {
  const left = await leave(call, call.worker.id);
  await auditOwn(call, 'erasure.created', { type: 'erasure', id: left.erasure.id });
  return { status: 201, body: presentLeaving(left) };
};
