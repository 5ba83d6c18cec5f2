import type { Engine, Ports } from '@firsthandapi/engine';
import { DeliveryWorker } from '../delivery/delivery-worker.ts';
import { TaskWorker } from '../host/task-worker.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { BuildContext } from './build-context.ts';

/** What runs by itself: the service's own tasks, and outbound deliveries, which never share lanes. */
export interface Workers {
  readonly tasks: TaskWorker;
  readonly deliveries: DeliveryWorker;
}

/**
 * Tasks of the service run this many at a time. None of them waits for a customer's server, and of those that may wait for
 * a mail server, a payment provider, a bucket or a model, only a few do so at a time: lanes are left while all of these hang.
 */
const TASK_LANES = 16;

/** Returns the workers of an engine, which the store wakes. They do nothing until they are started. */
export function createWorkers(
  { configuration, onError }: BuildContext,
  engine: Engine,
  { clock }: Ports,
  store: SqlStore,
): Workers {
  const { deliveryConcurrency: concurrency } = configuration;
  const tasks = new TaskWorker({ tasks: engine.tasks, clock, concurrency: TASK_LANES, onError });
  const deliveries = new DeliveryWorker({
    deliveries: engine.deliveries,
    clock,
    concurrency,
    onError,
  });
  store.onScheduled((dueAt) => tasks.wake(dueAt));
  store.onDeliveries((hints) => deliveries.hint(hints));
  return { tasks, deliveries };
}

/** Stops the workers, once what they do is finished. */
export async function stopWorkers({ tasks, deliveries }: Workers): Promise<void> {
  await Promise.all([tasks.stop(), deliveries.stop()]);
}
