import type { Reply } from '../http/reply.ts';
import type { WorkerCall } from '../work/worker-call.ts';

export type WorkerOperation<Body = unknown, Query = unknown> = (
  call: WorkerCall<Body, Query>,
) => Promise<Reply>;
