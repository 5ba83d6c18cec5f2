import type { OperationId } from '@firsthandapi/spec/worker';
import type { Route } from '../dispatch/route.ts';
import type { Trace } from '../dispatch/trace.ts';
import type { WorkerCaller } from './session-of.ts';

/** What is learned about a worker's request on its way. */
export interface WorkerTrace extends Omit<Trace, 'route' | 'caller'> {
  workerRoute: Route<OperationId> | undefined;
  workerCaller: WorkerCaller | undefined;
}
