import type { ControlName } from '../remote/control-routes.ts';
import { requireKnown } from '../values/check-options.ts';
import type { Fault } from '../world/fault.ts';
import type { EmitSource } from '../world/world-webhooks.ts';

/** The fields of each control's body, by name. */
const BODY_FIELDS: { readonly [Name in ControlName]: readonly string[] } = {
  describe: [],
  dispose: [],
  clock: [],
  advance: ['duration'],
  advanceTo: ['moment'],
  runUntil: ['job_id', 'status'],
  sleep: ['duration'],
  log: [],
  snapshot: [],
  restore: ['snapshot'],
  reset: [],
  setFault: ['route', 'fault'],
  listFaults: [],
  clearFaults: [],
  assertAllHit: [],
  nextWork: ['outcome', 'stars', 'after'],
  assertAllUsed: [],
  workOn: ['job_id'],
  deliverTo: ['url', 'events', 'environment', 'secret'],
  webhookMode: ['duplicate', 'reorder', 'bad_signature', 'badSignature', 'delay'],
  emit: ['type', 'job_id', 'submission_id', 'data'],
  redeliver: ['event_id'],
  deliveries: [],
  jobs: [],
  files: [],
  keys: [],
  credits: [],
  outbox: [],
};

/**
 * Throws unless all fields of a control's body are known.
 *
 * @throws TypeError naming the unknown field and the nearest known one.
 */
export function requireControlBody(
  name: ControlName,
  body: Readonly<Record<string, unknown>>,
): void {
  const fields = Object.fromEntries(BODY_FIELDS[name].map((field) => [field, true] as const));
  requireKnown(body, fields, 'body');
}

/** Accepts field names in both spellings, since clients use any language. JSON has no Infinity; it is sent as null. */
export function readFault(fault: unknown): Fault {
  const { retry_after, after_commit, times, ...rest } = (fault ?? {}) as Record<string, unknown>;
  return {
    ...rest,
    ...(times !== undefined && { times: times === null ? Number.POSITIVE_INFINITY : times }),
    ...(retry_after !== undefined && { retryAfter: retry_after }),
    ...(after_commit !== undefined && { afterCommit: after_commit }),
  } as Fault;
}

/** Reads what an event is about. */
export function emitSource({
  job_id,
  submission_id,
  data,
}: Readonly<Record<string, unknown>>): EmitSource {
  return {
    ...(job_id !== undefined && { jobId: String(job_id) }),
    ...(submission_id !== undefined && { submissionId: String(submission_id) }),
    ...(data !== undefined && { data: data as Record<string, unknown> }),
  };
}
