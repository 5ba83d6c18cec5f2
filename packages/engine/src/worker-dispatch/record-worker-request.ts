import { operations } from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { WorkerTrace } from './worker-trace.ts';

const LONGEST_UNKNOWN_PATH = 100;

/** Passes a worker's request to the host's log: who it was, only as the worker's id. */
export async function recordWorkerRequest(
  { ports, onRequest }: DispatchContext,
  trace: WorkerTrace,
  status: number,
): Promise<void> {
  const { workerRoute: route, workerCaller: caller, rate } = trace;
  const path = route && operations[route.operationId].path;
  onRequest?.({
    request_id: trace.responseId,
    operation: route === undefined ? null : `worker.${route.operationId}`,
    method: trace.request.method,
    path: path ?? trace.target.path.slice(0, LONGEST_UNKNOWN_PATH),
    status,
    duration_ms: ports.clock.now() - trace.startedAt,
    organization_id: caller?.worker.id ?? null,
    environment: caller === undefined ? null : 'live',
    client: trace.client,
    rate_limit_limit: rate?.limit ?? null,
    rate_limit_remaining: rate?.remaining ?? null,
    idempotent_replayed: trace.replayed,
    quota: null,
    error: trace.error,
  });
}
