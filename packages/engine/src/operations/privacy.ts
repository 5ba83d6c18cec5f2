import type { CreateErasureRequest } from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { notFound, validationError } from '../errors/api-error.ts';
import { cancelActiveJob } from '../jobs/change-job.ts';
import { isFinal } from '../jobs/job-status.ts';
import { presentDataExport } from '../privacy/present-data-export.ts';
import { presentErasure } from '../privacy/present-erasure.ts';
import { requestExport } from '../privacy/request-export.ts';
import { retainedOfJob, retainedOfOrganization } from '../privacy/retained-data.ts';
import { scheduleErasure } from '../privacy/run-erasure.ts';
import type { ErasureRecord } from '../store/records.ts';
import { isVisible, scopeOf } from '../store/scope.ts';
import type { Call } from '../work/call.ts';
import type { Operation } from './operation.ts';

export const createDataExport: Operation = async (call) => {
  const record = await requestExport(call, '/v1/privacy/exports');
  await recordAudit(call, 'data_export.created', { type: 'data_export', id: record.id });
  return { status: 201, body: presentDataExport(call, record) };
};

export const getDataExport: Operation = async (call) => {
  const id = call.parameters.id ?? '';
  const record = await call.tables.data_exports.get(id);
  if (!isVisible(call, record)) throw notFound('data export', id);
  return { status: 200, body: presentDataExport(call, record) };
};

/**
 * The response already lists what will be retained: once an organization is erased, no key is left to query it with. A
 * running job is cancelled here, so that `job.cancelled` is sent before the task erases the job's events.
 */
export const createErasure: Operation<CreateErasureRequest> = async (call) => {
  const { target, retained } = await (call.body.target === 'job'
    ? jobToErase(call, call.body.job_id)
    : organizationToErase(call, call.body.confirm_organization_id));
  const erasure: ErasureRecord = {
    ...scopeOf(call),
    id: call.ports.ids.next('era', call.now),
    target,
    status: 'pending',
    erased: [],
    retained,
    created_at: call.now,
    completed_at: null,
  };
  await call.tables.erasures.insert(erasure);
  await scheduleErasure(call, erasure.id);
  await recordAudit(call, 'erasure.created', { type: 'erasure', id: erasure.id });
  return { status: 201, body: presentErasure(erasure) };
};

export const getErasure: Operation = async (call) => {
  const id = call.parameters.id ?? '';
  const erasure = await call.tables.erasures.get(id);
  if (!isVisible(call, erasure)) throw notFound('erasure', id);
  return { status: 200, body: presentErasure(erasure) };
};

type Plan = Pick<ErasureRecord, 'target' | 'retained'>;

async function jobToErase(call: Call, id: string): Promise<Plan> {
  const found = await call.tables.jobs.get(id);
  if (!isVisible(call, found)) throw notFound('job', id);
  const job = isFinal(found.status)
    ? found
    : await cancelActiveJob(call, found, { leases: 'ended' });
  return { target: { type: 'job', id }, retained: retainedOfJob(job, call.now) };
}

async function organizationToErase(call: Call, confirmed: string): Promise<Plan> {
  const id = call.organization_id;
  if (confirmed !== id) {
    throw validationError([
      { field: 'confirm_organization_id', message: "must be the id of the key's organization" },
    ]);
  }
  return {
    target: { type: 'organization', id },
    retained: retainedOfOrganization(call.environment, call.now),
  };
}
