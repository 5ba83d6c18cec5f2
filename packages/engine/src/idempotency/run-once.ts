import { ApiError, type ApiErrorType } from '../errors/api-error.ts';
import { errorResponse, type JsonResponse, serializeReply } from '../http/json-response.ts';
import type { Reply } from '../http/reply.ts';
import { type Completion, type ExternalStep, isExternalStep } from '../operations/external-step.ts';
import type { Ports } from '../ports.ts';
import type { KeyedMutex } from '../runtime/keyed-mutex.ts';
import type { Tables } from '../store/store.ts';
import type { Call } from '../work/call.ts';
import {
  type Claim,
  claimKey,
  deleteIntent,
  type OpenClaim,
  saveIntent,
  saveResponse,
} from './claim.ts';
import type { IdempotentRequest } from './idempotent-request.ts';

/** The part of a request's trace that running it fills in. */
export interface MutationTrace {
  readonly requestId: string;
  /** The id in the response: that of the first request when the response is a replay. */
  responseId: string;
  replayed: boolean;
  creditsCents: number;
  error: unknown;
}

/** A request that is executed at most once. */
export interface Mutation {
  readonly request: IdempotentRequest;
  /** Starts it in a transaction. `intent` was left by an earlier run that was interrupted. */
  readonly start: (tables: Tables, intent: string | undefined) => Promise<Reply | ExternalStep>;
  /** The call in a later transaction, after an external step. Default: the operation has none. */
  readonly callIn?: (tables: Tables) => Call;
  /** Whose rows alone it reads and writes. Default: any. */
  readonly owner?: string;
}

interface Run {
  readonly ports: Ports;
  readonly trace: MutationTrace;
  readonly mutation: Mutation;
}

/** A response whose transaction has committed. */
interface Outcome {
  readonly response: JsonResponse;
  readonly creditsCents: number;
  /** The first request's id, when the response is a replay. */
  readonly replayOf: string | undefined;
}

/**
 * Runs a mutation at most once per Idempotency-Key; its effects and the stored response commit together (contract §2). A
 * second request with the key waits for the first. In another process it may execute the same external step; the first of
 * the two to commit provides the response of both.
 */
export function runOnce(
  ports: Ports,
  mutex: KeyedMutex,
  trace: MutationTrace,
  mutation: Mutation,
): Promise<JsonResponse> {
  const run = { ports, trace, mutation };
  // The id under the oldest signing key, which stays the same while a new one becomes current.
  const { ids } = mutation.request;
  return mutex.run(ids.at(-1) ?? ids[0], async () => {
    const started = await start(run);
    const outcome = isExternalStep(started) ? await runStep(run, started) : started;
    trace.creditsCents = outcome.creditsCents;
    if (outcome.replayOf !== undefined) {
      trace.replayed = true;
      trace.responseId = outcome.replayOf;
    }
    return outcome.response;
  });
}

async function start(run: Run): Promise<Outcome | ExternalStep> {
  const { store } = run.ports;
  try {
    return await store.transact((tables) => startIn(run, tables), ownerOf(run));
  } catch (thrown) {
    if (!isFinalRefusal(thrown)) throw thrown;
    // The refused operation was rolled back; its refusal is still the first response.
    return store.transact((tables) => saveRefusal(run, tables, thrown), ownerOf(run));
  }
}

async function startIn(run: Run, tables: Tables): Promise<Outcome | ExternalStep> {
  const { ports, mutation } = run;
  const claim = await claimKey(ports, tables, mutation.request);
  if (claim.kind === 'replay') return replayed(claim);
  const result = await mutation.start(tables, claim.intent);
  if (!isExternalStep(result)) return saveReply(run, tables, claim, result);
  await saveIntent(ports.keyring, tables, mutation.request, claim, result.intent);
  return result;
}

async function saveRefusal(run: Run, tables: Tables, refusal: ApiError): Promise<Outcome> {
  const { ports, trace, mutation } = run;
  const claim = await claimKey(ports, tables, mutation.request);
  if (claim.kind === 'replay') return replayed(claim);
  const response = errorResponse(refusal, trace.requestId);
  await saveResponse(ports.keyring, tables, mutation.request, claim, response);
  return { response, creditsCents: 0, replayOf: undefined };
}

/** Executes the step with no transaction open: other requests do not wait for it. */
async function runStep(run: Run, step: ExternalStep): Promise<Outcome> {
  const complete = await execute(run, step);
  return run.ports.store.transact((tables) => completeIn(run, tables, complete), ownerOf(run));
}

async function completeIn(run: Run, tables: Tables, complete: Completion): Promise<Outcome> {
  const { ports, mutation } = run;
  const claim = await claimKey(ports, tables, mutation.request);
  if (claim.kind === 'replay') return replayed(claim);
  return saveReply(run, tables, claim, await complete(callIn(mutation, tables)));
}

async function execute(run: Run, step: ExternalStep): Promise<Completion> {
  try {
    return await step.execute();
  } catch (failure) {
    if (!isOutcomeUnknown(failure)) await compensate(run, step);
    throw failure;
  }
}

/** A failed compensation changes nothing for the client: what was begun expires by itself. */
async function compensate(run: Run, step: ExternalStep): Promise<void> {
  const { ports, trace, mutation } = run;
  try {
    await ports.store.transact(async (tables) => {
      const isOurs = await deleteIntent(tables, mutation.request);
      if (isOurs) await step.compensate(callIn(mutation, tables));
    }, ownerOf(run));
  } catch (error) {
    trace.error ??= error;
  }
}

async function saveReply(
  { ports, mutation }: Run,
  tables: Tables,
  claim: OpenClaim,
  reply: Reply,
): Promise<Outcome> {
  const response = serializeReply(reply);
  await saveResponse(ports.keyring, tables, mutation.request, claim, response);
  return { response, creditsCents: reply.creditsCents ?? 0, replayOf: undefined };
}

function ownerOf({ mutation }: Run): string | undefined {
  return mutation.owner;
}

function callIn({ callIn }: Mutation, tables: Tables): Call {
  if (callIn === undefined) throw new Error('Only an operation of buyers has an external step');
  return callIn(tables);
}

function replayed({ response, requestId }: Extract<Claim, { kind: 'replay' }>): Outcome {
  return { response, creditsCents: 0, replayOf: requestId };
}

/** What a later attempt need not meet again: the request itself is fine. */
const PASSING = new Set<ApiErrorType>(['idempotency_error', 'quota_exceeded']);

/**
 * Failures of ours or of a provider and exceeded quotas are not stored: a retry under the same key executes the request.
 */
function isFinalRefusal(thrown: unknown): thrown is ApiError {
  return thrown instanceof ApiError && !PASSING.has(thrown.type) && thrown.status < 500;
}

function isOutcomeUnknown(failure: unknown): boolean {
  return failure instanceof ApiError && failure.type === 'gateway_timeout';
}
