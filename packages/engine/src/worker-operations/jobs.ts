import type {
  AcceptJobRequest,
  GetJobQuery,
  ListAssignmentsQuery,
  ListJobsQuery,
} from '@firsthandapi/spec/worker';
import { notFound } from '../errors/api-error.ts';
import { listPage } from '../lists/pagination.ts';
import { listOffers, positionOf } from '../people/list-offers.ts';
import { presentAssignment } from '../people/present-assignment.ts';
import { presentOfferedJob } from '../people/present-job.ts';
import { onlookerOf, requireAcceptable, seeJob } from '../people/situation.ts';
import { auditForBuyer } from '../people/worker-audit.ts';
import type { AssignmentRecord, JobRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { acceptLease, extendLease as extend, returnSlots } from '../submissions/lease.ts';
import type { WorkerCall } from '../work/worker-call.ts';
import type { WorkerOperation } from './worker-operation.ts';

export const listJobs: WorkerOperation<unknown, ListJobsQuery> = async (call) => ({
  status: 200,
  body: await listOffers(call),
});

export const getJob: WorkerOperation<unknown, GetJobQuery> = async (call) => {
  const job = await findOffered(call);
  const onlooker = await onlookerOf(call, call.worker, positionOf(call.query.near));
  const body = await presentOfferedJob(call, await seeJob(call, job, onlooker));
  await auditForBuyer(call, scopeOf(job), 'job.viewed', resourceOf(job));
  return { status: 200, body };
};

export const acceptJob: WorkerOperation<AcceptJobRequest> = async (call) => {
  const { slots = 1, position = null } = call.body;
  const job = await findOffered(call);
  requireAcceptable(await seeJob(call, job, await onlookerOf(call, call.worker, position)));
  const assignment = await acceptLease(call, job, call.worker.id, slots, position);
  await auditForBuyer(call, scopeOf(job), 'job.accepted', resourceOf(job));
  return { status: 201, body: presentAssignment(call, assignment, job) };
};

export const extendLease: WorkerOperation = async (call) => {
  const { job, assignment } = await findAssignment(call);
  const extended = await extend(call, job, assignment);
  return { status: 200, body: presentAssignment(call, extended, job) };
};

export const returnJob: WorkerOperation = async (call) => {
  const { job, assignment } = await findAssignment(call);
  const returned = await returnSlots(call, job, assignment);
  await auditForBuyer(call, scopeOf(job), 'job.returned', resourceOf(job));
  return { status: 200, body: presentAssignment(call, returned.assignment, returned.job) };
};

export const listAssignments: WorkerOperation<unknown, ListAssignmentsQuery> = async (call) => {
  const where = { worker_id: call.worker.id };
  const { status } = call.query;
  const bounds = {
    ...(status === 'running' && { atLeast: { expires_at: call.now + 1 } }),
    ...(status === 'ended' && { below: { expires_at: call.now + 1 } }),
  };
  return listPage(call, call.tables.assignments, { where, ...bounds }, async (assignment) =>
    presentAssignment(call, assignment, await call.tables.jobs.get(assignment.job_id)),
  );
};

/** Returns the job in the path when it is offered, or when the worker has taken part in it. Throws 404 for any other. */
async function findOffered(call: WorkerCall): Promise<JobRecord> {
  const id = call.parameters.id ?? '';
  const job = await call.tables.jobs.get(id);
  if (job === undefined) throw notFound('job', id);
  if (job.offered !== null) return job;
  const assignment = await call.tables.assignments.get(`${id}:${call.worker.id}`);
  if (assignment === undefined) throw notFound('job', id);
  return job;
}

/** Returns what the worker accepted of the job in the path. Throws 404 when that is nothing. */
async function findAssignment(
  call: WorkerCall,
): Promise<{ readonly job: JobRecord; readonly assignment: AssignmentRecord }> {
  const id = call.parameters.id ?? '';
  const job = await call.tables.jobs.get(id);
  const assignment = await call.tables.assignments.get(`${id}:${call.worker.id}`);
  if (job === undefined || assignment === undefined) throw notFound('assignment', id);
  return { job, assignment };
}

function resourceOf({ id }: JobRecord) {
  return { type: 'job', id };
}
