import { type AddPasskeyRequest, type OperationId, operations } from '@firsthandapi/spec/worker';
import { bodySchemas, emptyQueries, querySchemas } from '@firsthandapi/spec/worker/schemas';
import { limitAnonymous, limitUncounted } from '../dispatch/anonymous-limit.ts';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { type Route, routeMatcher } from '../dispatch/route.ts';
import { beginTrace } from '../dispatch/trace.ts';
import { validationBy } from '../dispatch/validate.ts';
import { ApiError } from '../errors/api-error.ts';
import { untilDeadline } from '../http/deadline.ts';
import {
  errorResponse,
  type JsonResponse,
  serializeReply,
  toEngineResponse,
} from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { readBody } from '../http/read-body.ts';
import { idempotencyKeyOf, idempotentRequest } from '../idempotency/idempotent-request.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { verifyMade } from '../passkeys/passkey-ceremonies.ts';
import { requireOnboarded } from '../people/consents.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { windowOf, windowsOf } from '../rate-limits/rate-windows.ts';
import type { Tables } from '../store/store.ts';
import type { WorkerCall } from '../work/worker-call.ts';
import { workerOperationOf } from '../worker-operations/index.ts';
import type { WorkerOperation } from '../worker-operations/worker-operation.ts';
import { anonymousOperations } from './anonymous-operations.ts';
import { exchangeContent, uploadIdOf } from './exchange-content.ts';
import { recordWorkerRequest } from './record-worker-request.ts';
import { sessionCookie, sessionOf, type WorkerCaller } from './session-of.ts';
import type { WorkerTrace } from './worker-trace.ts';

const MINUTE_MS = 60_000;
const LIMITS = { per_minute: 120, per_hour: 2_400 };
/** Requests per minute for jobs, which are worth copying. */
const FEED_PER_MINUTE = 60;
/** What is asked for without a session needs no more. */
const LARGEST_ANONYMOUS_BYTES = 16_384;
/** A GET that is in the audit log of the job's buyer, and so writes. */
const AUDITED: readonly OperationId[] = ['getJob'];

/** What ends the session of the request. */
const ENDING: readonly OperationId[] = ['signOut', 'eraseMe'];

const matchRoute = routeMatcher<OperationId>(operations);
const { parseBody, parseQuery } = validationBy<OperationId>({
  operations,
  bodies: bodySchemas,
  queries: querySchemas,
  empty: emptyQueries,
});

/** Takes a worker's request through every step of the contract. Always resolves to a response. */
export async function dispatchWorker(
  context: DispatchContext,
  request: EngineRequest,
): Promise<EngineResponse> {
  const trace: WorkerTrace = {
    ...beginTrace(context, request),
    workerRoute: undefined,
    workerCaller: undefined,
  };
  if (request.ip !== undefined) {
    trace.client = await context.clients.identify(request, trace.startedAt);
  }
  const response = await respond(context, trace);
  recordWorkerRequest(context, trace, response.status);
  return response;
}

async function respond(context: DispatchContext, trace: WorkerTrace): Promise<EngineResponse> {
  const uploadId = uploadIdOf(trace.target.path);
  try {
    if (uploadId !== undefined) return await exchangeContent(context, trace, uploadId);
    return toEngineResponse(await untilDeadline(trace.request, execute(context, trace)), trace);
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) trace.error = thrown;
    const refusal = await limitUncounted(context, trace, thrown);
    return toEngineResponse(errorResponse(refusal, trace.requestId), trace);
  }
}

async function execute(context: DispatchContext, trace: WorkerTrace): Promise<JsonResponse> {
  const { request, target, startedAt: now } = trace;
  const route = matchRoute(request.method, target.path);
  trace.workerRoute = route;
  if (context.ports.mail === undefined) throw unserved(trace);
  if (operations[route.operationId].scopes.length === 0) {
    return executeAnonymous(context, trace, route);
  }
  const caller = await sessionOf(context, request, now);
  trace.workerCaller = caller;
  await limitWorker(context, trace, route, caller);
  const query = parseQuery(route.operationId, target.query);
  const handler = workerOperationOf(route.operationId);
  if (handler === undefined) throw unserved(trace);
  return executeOperation(context, { trace, route, caller, query, handler });
}

async function executeAnonymous(
  context: DispatchContext,
  trace: WorkerTrace,
  { operationId }: Route<OperationId>,
): Promise<JsonResponse> {
  await limitAnonymous(context, trace);
  parseQuery(operationId, trace.target.query);
  const handle = anonymousOperations[operationId];
  if (handle === undefined) throw unserved(trace);
  const isRead = operations[operationId].method === 'GET';
  const received = isRead ? undefined : await readBody(trace.request, LARGEST_ANONYMOUS_BYTES);
  const body = received && parseBody(operationId, received.value);
  return serializeReply(await handle(context, trace, body));
}

/** A worker's request that was admitted. */
interface AdmittedWorker {
  readonly trace: WorkerTrace;
  readonly route: Route<OperationId>;
  readonly caller: WorkerCaller;
  readonly query: unknown;
  readonly handler: WorkerOperation;
}

async function executeOperation(
  context: DispatchContext,
  admitted: AdmittedWorker,
): Promise<JsonResponse> {
  const { ports, settings, idempotencyMutex } = context;
  const { trace, route, caller, handler } = admitted;
  const { operationId } = route;
  const { method, idempotent } = operations[operationId];
  const key = idempotent ? idempotencyKeyOf(trace.request.headers) : undefined;
  const received =
    method === 'GET' ? undefined : await readBody(trace.request, settings.maxBodyBytes);
  const parsed = received && parseBody(operationId, received.value);
  const body = await verified(context, admitted, parsed);
  const run = async (tables: Tables) => {
    const call = callOf(context, admitted, tables, body);
    if (operations[operationId].scopes.some((scope) => scope === 'work')) {
      await requireOnboarded(call, caller.worker.id);
    }
    return handler(call);
  };
  if (key !== undefined && received !== undefined) {
    const use = {
      key,
      organization_id: caller.worker.id,
      environment: 'live' as const,
      requestId: trace.requestId,
      now: trace.startedAt,
    };
    const identity = { method, path: trace.target.path, body: received.text };
    const request = idempotentRequest(ports.keyring, use, identity);
    const reply = await runOnce(ports, idempotencyMutex, trace, { request, start: run });
    return withoutSession(context, operationId, reply);
  }
  const isRead = method === 'GET' && !AUDITED.includes(operationId);
  const reply = serializeReply(await (isRead ? ports.store.read(run) : ports.store.transact(run)));
  return withoutSession(context, operationId, reply);
}

/** Returns the body of an operation, with what only a call outside of its transaction can verify replaced by the result. */
async function verified(
  context: DispatchContext,
  { trace, route, caller }: AdmittedWorker,
  body: unknown,
): Promise<unknown> {
  if (route.operationId !== 'addPasskey') return body;
  return verifyMade(context.ports, caller.worker.id, body as AddPasskeyRequest, trace.startedAt);
}

/** Ends the cookie with the session. */
function withoutSession(
  context: DispatchContext,
  operationId: OperationId,
  reply: JsonResponse,
): JsonResponse {
  if (!ENDING.includes(operationId)) return reply;
  return { ...reply, headers: { 'Set-Cookie': sessionCookie(context, null) } };
}

function callOf(
  { ports, settings }: DispatchContext,
  { trace, route, caller, query }: AdmittedWorker,
  tables: Tables,
  body: unknown,
): WorkerCall {
  return {
    ports,
    settings,
    tables,
    now: trace.startedAt,
    operationId: route.operationId,
    requestId: trace.requestId,
    worker: caller.worker,
    session: caller.session,
    organization_id: caller.worker.id,
    environment: 'live',
    parameters: route.parameters,
    query,
    body,
    ip: trace.request.ip ?? null,
    headers: trace.request.headers,
    deadline: trace.request.deadline,
  };
}

async function limitWorker(
  { ports }: DispatchContext,
  trace: WorkerTrace,
  { operationId }: Route<OperationId>,
  { worker }: WorkerCaller,
): Promise<void> {
  const now = trace.startedAt;
  const windows = windowsOf(`worker:${worker.id}`, LIMITS, now);
  if (operations[operationId].rateLimit === 'feed') {
    windows.push(windowOf(`worker-feed:${worker.id}`, FEED_PER_MINUTE, MINUTE_MS, now));
  }
  trace.rate = await countRequest(ports.store, windows, now);
  enforceRateLimit(trace.rate, now);
}

function unserved({ target }: WorkerTrace): ApiError {
  return new ApiError('not_found', `No such path: ${target.path}`);
}
