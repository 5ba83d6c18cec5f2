import {
  recordOperatorAudit,
  reinstateWorker,
  SUSPENSION_REASONS,
  suspendWorker,
  type Work,
  type WorkerRecord,
} from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { argumentsOf, oneOf, required } from './arguments.ts';
import { changeAsOperator } from './operator-work.ts';
import { printRows, type Row, timeOf } from './print-rows.ts';
import { UsageError } from './usage-error.ts';

const WORKERS_FORM =
  'workers suspend <worker> --reason <reason> --by <person> | workers reinstate <worker> --by <person>; with --json for programs';

/** Suspends or reinstates a worker, which only a person decides. */
export async function workersCommand(
  configuration: Configuration,
  parameters: readonly string[],
): Promise<string> {
  const given = argumentsOf(parameters, ['reason', 'by'], WORKERS_FORM);
  const [action, worker, ...rest] = given.words;
  if (worker === undefined || rest.length > 0) throw new UsageError(WORKERS_FORM);
  const isSuspended = oneOf(action, ['suspend', 'reinstate'], 'The decision') === 'suspend';
  const by = required(given, 'by', WORKERS_FORM);
  const reason = isSuspended
    ? oneOf(required(given, 'reason', WORKERS_FORM), SUSPENSION_REASONS, '--reason')
    : undefined;
  const changed = await changeAsOperator(configuration, (work) =>
    reason === undefined ? reinstate(work, worker, by) : suspend(work, worker, { by, reason }),
  );
  return printRows([rowOf(changed)], given.isJson, '');
}

async function suspend(
  work: Work,
  id: string,
  suspension: Parameters<typeof suspendWorker>[2],
): Promise<WorkerRecord> {
  const worker = await suspendWorker(work, id, suspension);
  await audit(work, id, suspension.by, 'worker.suspended');
  return worker;
}

async function reinstate(work: Work, id: string, by: string): Promise<WorkerRecord> {
  const worker = await reinstateWorker(work, id);
  await audit(work, id, by, 'worker.reinstated');
  return worker;
}

function audit(work: Work, id: string, by: string, action: string): Promise<void> {
  return recordOperatorAudit(work, id, by, action, { type: 'worker', id });
}

function rowOf({ id, suspension, strikes }: WorkerRecord): Row {
  return {
    worker_id: id,
    suspended_since: timeOf(suspension?.at ?? null),
    reason: suspension?.reason ?? null,
    suspended_by: suspension?.by ?? null,
    strikes,
  };
}
