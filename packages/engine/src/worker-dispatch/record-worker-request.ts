import { operations } from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { logRequest } from '../dispatch/record-request.ts';
import type { WorkerTrace } from './worker-trace.ts';

/** Passes a worker's request to the host's log: who it was, only as the worker's id. */
export function recordWorkerRequest(
  context: DispatchContext,
  trace: WorkerTrace,
  status: number,
): void {
  const { workerRoute: route, workerCaller: caller } = trace;
  logRequest(context, trace, {
    status,
    duration_ms: context.ports.clock.now() - trace.startedAt,
    operation: route === undefined ? null : `worker.${route.operationId}`,
    template: route && operations[route.operationId].path,
    organization_id: caller?.worker.id ?? null,
    environment: caller === undefined ? null : 'live',
  });
}
